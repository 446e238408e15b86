#include "gradlab/languages/protocol.hpp"

#include "gradlab/languages/conversation_line.hpp"
#include "gradlab/languages/protocol_answers.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace gradlab::languages {

using terminal::printable;

namespace {

using neural_network::Order;

constexpr std::size_t room_for_words = std::size_t(1) << 20;
constexpr std::size_t room_for_number = 40;      // 24 characters at most, and spaces

// One row for each example: its label, or the row of one-hot.
arma::mat labels_of(const neural_network::Problem& network, LabelStyle style) {
  if (style == LabelStyle::one_hot) return neural_network::one_hot(network.y, network.sizes.num_labels);
  const arma::vec labels = arma::conv_to<arma::vec>::from(network.y);
  if (style == LabelStyle::from_zero) return labels - 1;
  if (style == LabelStyle::last_as_zero) {
    const double last = static_cast<double>(network.sizes.num_labels);
    return arma::vec(labels).transform([last](double label) { return label == last ? 0 : label; });
  }
  return labels;
}

// Whole numbers stay whole.
Json write_label(double label) {
  if (label == std::floor(label)) return Json(static_cast<long long>(label));
  return Json(label);
}

Json write_labels(const arma::mat& labels, const std::string& shape) {
  Json rows = Json::array();
  if (shape != "row" && shape != "column" && labels.n_cols == 1) {
    for (const double label : labels) rows.push_back(write_label(label));
    return rows;
  }
  const arma::mat shaped = shape == "row" ? arma::mat(labels.t()) : labels;
  for (arma::uword i = 0; i < shaped.n_rows; ++i) {
    Json row = Json::array();
    for (arma::uword k = 0; k < shaped.n_cols; ++k) row.push_back(write_label(shaped(i, k)));
    rows.push_back(row);
  }
  return rows;
}

arma::mat shape_examples(const arma::mat& X, ExampleForm form) {
  const bool has_ones = form == ExampleForm::with_ones || form == ExampleForm::columns_with_ones;
  const arma::mat whole = has_ones ? arma::mat(arma::join_rows(arma::ones(X.n_rows), X)) : X;
  const bool by_columns = form == ExampleForm::columns || form == ExampleForm::columns_with_ones;
  return by_columns ? arma::mat(whole.t()) : whole;
}

}  // namespace

std::string_view to_string(ExampleForm form) {
  switch (form) {
    case ExampleForm::rows: return "";
    case ExampleForm::with_ones: return "X with its column of ones";
    case ExampleForm::columns: return "X with an example a column";
    case ExampleForm::columns_with_ones: return "X with an example a column and its row of ones";
  }
  return "";
}

std::string_view to_string(LabelStyle style) {
  switch (style) {
    case LabelStyle::from_one: return "1..K";
    case LabelStyle::from_zero: return "0..K-1";
    case LabelStyle::one_hot: return "one-hot";
    case LabelStyle::last_as_zero: return "1..K-1, and 0 for K";
  }
  return "";
}

namespace {

// In the order in which code that is started anew must hear them.
constexpr std::array<std::string_view, 4> to_be_known = {"describe", "use", "network", "base"};

}  // namespace

std::string ConversationLine::exchange(const std::string& question, const std::string& request) {
  try {
    return child->exchange(question, std::min(timeout, seconds_left()), longest);
  } catch (const process::Gone& gone) {
    if (gone.is_late && seconds_left() == 0) {
      throw process::Gone(fmt::format("{}: expected the whole check within {:g} s, but it is not done; try --budget or "
                                      "--parameters with less, or allow more by --time-limit",
                                      name, time_limit));
    }
    throw process::Gone(describe_end(gone, request), gone.is_late);
  }
}

double ConversationLine::seconds_left() const {
  using Seconds = std::chrono::duration<double>;
  return std::max(0.0, Seconds(end - std::chrono::steady_clock::now()).count());
}

std::string ConversationLine::describe_end(const process::Gone& gone, const std::string& request) const {
  const std::string& last = child->output().last_line();
  return fmt::format("{} {} when asked {}{}", name, gone.what(), in_words(request),
                     last.empty() ? "" : fmt::format("; it printed last: {}", printable(last, 200)));
}

Json ConversationLine::ask(const Json& question) {
  const std::string request = question.at("ask");
  if (std::find(to_be_known.begin(), to_be_known.end(), request) != to_be_known.end()) told[request] = question;
  const std::string line = exchange(question.dump(), request);
  return parse_answer(line, name, request);
}

Json ConversationLine::ask_with_examples(Json question, const arma::mat& X) {
  const bool is_known = keeps_examples && !X.is_empty() && arma::approx_equal(examples, X, "absdiff", 0);
  Json full = question;
  full["X"] = to_json(X);
  examples.reset();
  const Json answer = ask(is_known ? question : full);
  told["network"] = std::move(full);  // code that is started anew has none
  examples = X;
  return answer;
}

Conversation::Conversation(std::string name, const process::Command& command, double timeout)
    : line_(new ConversationLine{std::move(name), command, timeout}) {}

Conversation::~Conversation() = default;

const std::string& Conversation::name() const { return line_->name; }

const process::Output& Conversation::output() const { return line_->child->output(); }

Description Conversation::describe(bool by_usage) {
  // Large packages take long to load on a busy machine.
  constexpr double usual = 10, patience = 3;
  const double longer = line_->timeout < usual ? line_->timeout : patience * line_->timeout;
  const double timeout = std::exchange(line_->timeout, longer);
  Json question = {{"ask", "describe"}, {"version", protocol_version}};
  if (by_usage) question["usage"] = true;
  const Json answer = line_->ask(question);
  line_->timeout = timeout;
  Description description = to_description(answer, name());
  line_->can_choose = answer.contains("choices");
  line_->keeps_examples = answer.value("keeps_examples", false);
  line_->writes_adapters = answer.value("writes_adapters", false);
  if (line_->can_choose) line_->name = printable(description.name, 200);
  return description;
}

void Conversation::use(const CallingConvention& convention) {
  line_->base.reset();
  if (!line_->can_choose) return;
  Json question = {{"ask", "use"}, {"choice", convention.choice}};
  question["order"] = convention.order == Order::by_rows ? "rows" : "columns";
  if (!convention.theta_shape.empty()) question["theta"] = convention.theta_shape;
  if (!convention.container.empty()) question["container"] = convention.container;
  line_->ask(question);
}

std::vector<Block> Conversation::set_network(const neural_network::Problem& network,
                                             const CallingConvention& convention) {
  Json question = {{"ask", "network"},
                   {"inputs", network.sizes.input_layer_size},
                   {"hidden", network.sizes.hidden_layer_size},
                   {"labels", network.sizes.num_labels},
                   {"lambda", network.lambda},
                   {"y", write_labels(labels_of(network, convention.labels), convention.label_shape)}};
  if (line_->can_choose) question["m"] = network.X.n_rows;
  const arma::mat X = shape_examples(network.X, convention.examples);
  return to_blocks(line_->ask_with_examples(std::move(question), X), name());
}

void Conversation::set_examples(const arma::mat& X, const arma::vec& y, double lambda,
                                const CallingConvention& convention) {
  line_->examples.reset();
  line_->ask(Json{{"ask", "network"},
                  {"inputs", X.n_cols},
                  {"hidden", 1},
                  {"labels", 1},
                  {"lambda", lambda},
                  {"y", write_labels(y, convention.label_shape)},
                  {"X", to_json(shape_examples(X, convention.examples))},
                  {"m", X.n_rows}});
}

void Conversation::set_base(const arma::vec& theta) {
  line_->longest = room_for_words + room_for_number * theta.n_elem;
  line_->base = theta;
  line_->ask(Json{{"ask", "base"}, {"theta", to_json(theta)}});
}

void Conversation::return_to(const arma::vec& theta) {
  if (!arma::approx_equal(line_->base, theta, "absdiff", 0)) set_base(theta);
}

void Conversation::restart() {
  constexpr double enough_to_start = 10;  // whatever a cost may take
  const double timeout = std::exchange(line_->timeout, std::max(line_->timeout, enough_to_start));
  line_->child.reset();
  line_->examples.reset();
  line_->child = std::make_unique<process::Child>(line_->command);
  const std::map<std::string, Json> told = line_->told;
  for (const std::string_view request : to_be_known) {
    const auto question = told.find(std::string(request));
    if (question != told.end()) line_->ask(question->second);
  }
  line_->timeout = timeout;
}

double Conversation::timeout() const { return line_->timeout; }

void Conversation::limit_time(double seconds) {
  using std::chrono::steady_clock;
  line_->time_limit = seconds;
  line_->end = steady_clock::now() + std::chrono::duration_cast<steady_clock::duration>(
                                         std::chrono::duration<double>(seconds));
}

double Conversation::cost() {
  const Json answer = line_->ask(Json{{"ask", "cost"}, {"entries", Json::array()}, {"values", Json::array()}});
  return to_cost(answer);
}

double Conversation::cost(const arma::vec& theta) {
  if (line_->base.n_elem != theta.n_elem) {
    set_base(theta);
    return cost();
  }
  const arma::uvec changed = arma::find(theta != line_->base);
  const arma::vec values = theta(changed);
  const std::vector<arma::uword> entries(changed.begin(), changed.end());
  return to_cost(line_->ask(Json{{"ask", "cost"}, {"entries", entries}, {"values", to_json(values)}}));
}

double Conversation::cost(arma::uword entry, double value) {
  const Json answer = line_->ask(Json{{"ask", "cost"}, {"entries", {entry}}, {"values", {value}}});
  return to_cost(answer);
}

GradientAnswer Conversation::evaluate() {
  return to_gradient_answer(line_->ask(Json{{"ask", "gradient"}}), name());
}

std::vector<CallValue> Conversation::call(const std::string& function, const std::vector<CallValue>& arguments) {
  Json question = {{"ask", "call"}, {"function", function}, {"arguments", Json::array()}};
  for (const CallValue& argument : arguments) question["arguments"].push_back(to_json(argument));
  return to_results(line_->ask(question), name());
}

AdapterLines Conversation::write_adapter() {
  if (!line_->writes_adapters) return {};
  constexpr double enough = 60;  // it runs the code in many ways
  const double timeout = std::exchange(line_->timeout, std::max(line_->timeout, enough));
  const Json answer = line_->ask(Json{{"ask", "adapter"}});
  line_->timeout = timeout;
  return {printable(answer.value("class", ""), 200), answer.value("lines", "")};
}

bool Conversation::can_call() const { return line_->can_choose; }

}  // namespace gradlab::languages
