// The run of the loop, statement by statement, and the same with mistakes in it.
#include "gradlab/languages/names.hpp"
#include "gradlab/models/sigmoid.hpp"
#include "gradlab/trace/statements.hpp"
#include "gradlab/trace/trace.hpp"
#include "problem.hpp"
#include "verbs.hpp"

#include <map>

namespace gradlab::engine {

namespace {

// A value lives on through many steps: its numbers are sent once.
class Values {
 public:
  explicit Values(Numbers& numbers) : numbers_(numbers) {}

  Json refer(const trace::Value& value) {
    if (!value) return nullptr;
    const auto [known, is_new] = known_.emplace(value.get(), all_.size());
    if (is_new) all_.push_back(numbers_.add(*value));
    return known->second;
  }

  const Json& all() const { return all_; }

 private:
  Numbers& numbers_;
  Json all_ = Json::array();
  std::map<const arma::mat*, std::size_t> known_;
};

Json list_changed(const trace::Step& step) {
  Json changed = Json::array();
  if (!step.result.value) return changed;
  const arma::umat by_rows = trace::changed_entries(step).st();
  for (const arma::uword entry : by_rows) changed.push_back(entry);
  return changed;
}

Json step_to_json(const trace::Step& step, Values& values) {
  Json held = Json::object();
  for (const trace::Variable& variable : step.variables) {
    held[std::string(variable.name)] = values.refer(variable.value);
  }
  Json object = {{"statement", step.statement},
                 {"name", step.result.name},
                 {"shape", step.result.shape},
                 {"value", values.refer(step.result.value)},
                 {"before", values.refer(step.before)},
                 {"changed", list_changed(step)},
                 {"count", step.loop_count},
                 {"of", step.loop_length},
                 {"held", held}};
  return object;
}

Json results_to_json(const nn::CostAndGradients& results, Numbers& numbers) {
  return {{"cost", terminal::number(results.cost)}, {"reg_J", terminal::number(results.reg_J)},
          {"grad1", numbers.add(results.grad1)}, {"grad2", numbers.add(results.grad2)},
          {"grad1_reg", numbers.add(results.grad1_reg)}, {"grad2_reg", numbers.add(results.grad2_reg)}};
}

// ---- With mistakes ----

// Calls `seen` with the result and the arguments of each call of the step.
template <class Result, class... Arguments, class Seen>
void watch(nn::Step<Result(Arguments...)>& step, Seen seen) {
  step = [run = std::function<Result(Arguments...)>(step), seen](Arguments... arguments) {
    Result result = run(arguments...);
    seen(result, arguments...);
    return result;
  };
}

// What the statements give with mistakes in them, in the turn of one example.
class MistakenRun {
 public:
  MistakenRun(const nn::Problem& problem, const std::vector<const nn::Mistake*>& made, arma::uword example)
      : example_(example) {
    nn::Steps steps = nn::right_steps();
    for (const nn::Mistake* mistake : made) mistake->make(steps);
    sums_ = steps.sum_of_products;
    watch_all(steps);
    results_ = nn::run_steps(steps, problem);
  }

  Json to_json(Numbers& numbers) const {
    Json values = Json::array();
    for (const auto& [statement, value] : values_) {
      values.push_back({{"statement", statement}, {"value", numbers.add(value)}});
    }
    const auto add = [&](int statement, const arma::mat& value) {
      values.push_back({{"statement", statement}, {"value", numbers.add(value)}});
    };
    add(14, arma::mat(1, 1).fill(results_.cost));
    add(15, arma::mat(1, 1).fill(results_.reg_J));
    add(26, results_.grad1);
    add(27, results_.grad2);
    add(28, results_.grad1_reg);
    add(29, results_.grad2_reg);
    return values;
  }

 private:
  void watch_all(nn::Steps& s) {
    using arma::mat, arma::uvec, arma::vec;
    watch(s.reshape, [this](const nn::Weights& w, const vec&, const nn::LayerSizes&) {
      values_[1] = w.Theta1;
      values_[2] = w.Theta2;
    });
    watch(s.activation, [this](const mat& a1, const mat&) { values_[7] = a1; });
    watch(s.hidden_bias, [this](double bias, double) { add_bias(bias); });
    watch(s.one_hot, [this](const mat& Y, const uvec&, arma::uword) { values_[11] = Y; });
    watch(s.output_error, [this](const mat& d2, const mat& z2, const mat&, const uvec&) {
      values_[9] = sigmoid(z2);
      values_[21] = values_[9].row(example_);
      values_[22] = d2.row(example_);
    });
    watch(s.hidden_error, [this](const mat& d1, const mat&, const mat&, const mat&, const mat&) {
      values_[23] = d1.row(example_);
    });
    watch(s.sum_of_products, [this](const mat&, const mat& delta, const mat& a, double ones) {
      const arma::uword turns = example_ + 1;
      values_[is_first_sum_ ? 24 : 25] = sums_(delta.head_rows(turns), a.head_rows(turns), ones);
      is_first_sum_ = false;
    });
  }

  void add_bias(double bias) {
    const arma::mat& a1 = values_[7];
    values_[8] = arma::join_rows(arma::vec(a1.n_rows).fill(bias), a1);
    values_[20] = values_[8].row(example_);
  }

  arma::uword example_;
  std::function<arma::mat(const arma::mat&, const arma::mat&, double)> sums_;
  bool is_first_sum_ = true;
  std::map<int, arma::mat> values_;  // by the statement's number
  nn::CostAndGradients results_;
};

}  // namespace

Json trace(const Json& request, Numbers& numbers) {
  const auto problem = read_problem(request);
  const arma::uword example = request.value("example", arma::uword{0});
  const trace::Trace run = trace::trace_loop(*problem, {example, example});
  Values values(numbers);
  Json steps = Json::array();
  for (const trace::Step& step : run.steps) steps.push_back(step_to_json(step, values));
  Json reply = {{"steps", steps}, {"results", results_to_json(run.results, numbers)}};
  if (request.contains("mistakes") && !request["mistakes"].empty()) {
    reply["mistaken"] = MistakenRun(*problem, read_mistakes(request["mistakes"]), example).to_json(numbers);
  }
  reply["values"] = values.all();
  return reply;
}

Json statements(const Json& request, Numbers&) {
  const languages::Names names = languages::names_in(request.value("names", "source"));
  const auto renamed = [&](std::string_view text) { return languages::rename(std::string(text), names); };
  Json rows = Json::array();
  for (const trace::Statement& s : trace::statements()) {
    rows.push_back({{"number", s.number},
                    {"name", s.name},
                    {"shape", s.shape},
                    {"what", s.what},
                    {"maths", s.maths},
                    {"numpy", renamed(s.numpy)},
                    {"instead", s.instead},
                    {"loop", trace::loop_line(s.number)},  // as it stands in the file
                    {"vectorized", trace::vectorized_line(s.number)}});
  }
  return {{"statements", rows}, {"names", names}, {"dialects", languages::dialects()}};
}

}  // namespace gradlab::engine
