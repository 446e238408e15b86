#include "gradlab/languages/protocol.hpp"

#include "terminal/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

namespace gradlab::languages {

using terminal::printable;

namespace {

using Json = nlohmann::ordered_json;
using neural_network::Order;

constexpr std::size_t room_for_words = std::size_t(1) << 20;
constexpr double most_parameters = 100'000'000;  // 0.8 GB of theta
constexpr std::size_t room_for_number = 40;      // 24 characters at most, and spaces

// JSON has no NaN and no Infinity, but many languages write them as bare words. Here these words become strings.
std::string quote_bare_words(const std::string& line) {
  std::string quoted;
  bool in_string = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) in_string = !in_string;
    const auto begins = [&](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    const bool sign = (line[i] == '-' || line[i] == '+') && i + 1 < line.size() && begins(line[i + 1]);
    if (in_string || !(begins(line[i]) || sign)) {
      quoted += line[i];
      continue;
    }
    std::size_t end = i + 1;
    while (end < line.size() && begins(line[end])) ++end;
    const std::string word = line.substr(i, end - i);
    const bool is_json = word == "true" || word == "false" || word == "null";
    quoted += is_json ? word : '"' + word + '"';
    i = end - 1;
  }
  return quoted;
}

std::string in_words(const std::string& request) {
  if (request == "describe") return "to describe itself";
  if (request == "network") return "to take the network's data";
  if (request == "base") return "to take theta";
  if (request == "cost") return "for its cost";
  if (request == "gradient") return "for its cost and gradient";
  if (request == "call") return "to call a function";
  return "to " + request;
}

double to_number(const Json& value, std::string_view what) {
  if (value.is_number()) return value.get<double>();
  std::string word = value.is_string() ? value.get<std::string>() : value.is_null() ? "nan" : "";
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word == "nan" || word == "-nan") return arma::datum::nan;
  if (word == "infinity" || word == "inf" || word == "+inf") return arma::datum::inf;
  if (word == "-infinity" || word == "-inf") return -arma::datum::inf;
  throw CodeError(fmt::format("{} should be a number, but is {}", what, printable(value.dump(), 60)));
}

arma::vec to_vector(const Json& value, std::string_view what) {
  if (!value.is_array()) {
    throw CodeError(fmt::format("{} should be a list of numbers, but is {}", what, printable(value.dump(), 60)));
  }
  arma::vec numbers(value.size());
  for (arma::uword i = 0; i < numbers.n_elem; ++i) numbers(i) = to_number(value[i], fmt::format("{}({})", what, i));
  return numbers;
}

arma::mat to_matrix(const Json& value, const std::string& what) {
  if (!value.is_array() || value.empty() || !value[0].is_array()) {
    throw CodeError(fmt::format("{} should be a list of rows, but is {}", what, printable(value.dump(), 60)));
  }
  arma::mat matrix(value.size(), value[0].size());
  for (arma::uword i = 0; i < matrix.n_rows; ++i) {
    const arma::vec row = to_vector(value[i], fmt::format("row {} of {}", i, what));
    if (row.n_elem != matrix.n_cols) {
      throw CodeError(
          fmt::format("row {} of {} has {} entries, the rows before {}", i, what, row.n_elem, matrix.n_cols));
    }
    matrix.row(i) = row.t();
  }
  return matrix;
}

std::vector<std::string> to_words(const Json& value, std::string_view what) {
  if (!value.is_array() || !std::all_of(value.begin(), value.end(), [](const Json& v) { return v.is_string(); })) {
    throw CodeError(fmt::format("{} should be a list of words, but is {}", what, printable(value.dump(), 60)));
  }
  return value.get<std::vector<std::string>>();
}

Json to_json(const arma::vec& numbers) { return Json(std::vector<double>(numbers.begin(), numbers.end())); }

Json to_json(const arma::mat& matrix) {
  Json rows = Json::array();
  for (arma::uword i = 0; i < matrix.n_rows; ++i) rows.push_back(to_json(arma::vec(matrix.row(i).t())));
  return rows;
}

// Whole numbers are written as such: sizes and labels, which index arrays.
Json to_json(const CallValue& value) {
  const bool is_whole = arma::all(arma::vectorise(value.entries == arma::round(value.entries)));
  const std::vector<long long> whole = arma::conv_to<std::vector<long long>>::from(arma::vectorise(value.entries));
  if (value.dimensions == 0) return is_whole ? Json(whole[0]) : Json(value.entries(0));
  if (value.dimensions == 1 && is_whole) return whole;
  return value.dimensions == 1 ? to_json(arma::vec(arma::vectorise(value.entries))) : to_json(value.entries);
}

CallValue to_call_value(const Json& value) {
  if (!value.is_array()) return {arma::mat(1, 1).fill(to_number(value, "the result")), 0};
  if (value.empty() || !value[0].is_array()) return {to_vector(value, "the result"), 1};
  return {to_matrix(value, "the result"), 2};
}

Json write_labels(const neural_network::Problem& network, LabelStyle style, const std::string& shape) {
  Json labels = Json::array();
  for (const arma::uword label : network.y) {
    if (style == LabelStyle::one_hot) {
      std::vector<int> row(network.sizes.num_labels, 0);
      row[label - 1] = 1;
      labels.push_back(row);
      continue;
    }
    const arma::uword written = style == LabelStyle::from_zero ? label - 1 : label;
    labels.push_back(shape == "column" ? Json{written} : Json(written));
  }
  return labels;
}

std::vector<std::string> words_of(const Json& object, const char* key, const char* otherwise) {
  if (!object.contains(key)) return {otherwise};
  return object.at(key).get<std::vector<std::string>>();
}

arma::uword to_count(const Json& value, std::string_view what) {
  const double count = value.is_number() ? value.get<double>() : 0;
  if (count >= 1 && count == std::floor(count) && count <= most_parameters) return static_cast<arma::uword>(count);
  throw CodeError(fmt::format("{} should be a whole number from 1 to {:.0f}, but is {}", what, most_parameters,
                              printable(value.dump(), 60)));
}

arma::vec to_point(const Json& value) {
  const arma::vec theta = to_vector(value, "theta");
  if (!theta.is_empty() && theta.is_finite()) return theta;
  throw CodeError(fmt::format("theta should be a point to check at, a list of finite numbers, but is {}",
                              printable(value.dump(), 60)));
}

bool takes_network(const Json& described) {
  const Json takes = described.value("takes", Json("theta"));
  if (takes != "theta" && takes != "network") {
    throw CodeError(fmt::format("takes should be \"theta\" or \"network\", but is {}", printable(takes.dump(), 60)));
  }
  return takes == "network";
}

void require_same_length(const Description& description) {
  const arma::uword length = description.theta.n_elem;
  if (length == 0 || description.parameters == 0 || length == description.parameters) return;
  throw CodeError(fmt::format("theta should have {} entries as parameters says, but has {}; one of the two is enough",
                              description.parameters, length));
}

std::vector<Choice> choices_of(const Json& answer, const std::string& name) {
  std::vector<Choice> choices;
  if (!answer.contains("choices")) {
    const std::string own_name = answer.value("name", name);
    return {{own_name, "", takes_network(answer), true}};
  }
  for (const Json& choice : answer.at("choices")) {
    choices.push_back({choice.at("name"), choice.value("signature", ""), takes_network(choice),
                       choice.value("lambda", true)});
  }
  return choices;
}

}  // namespace

std::string_view to_string(LabelStyle style) {
  switch (style) {
    case LabelStyle::from_one: return "1..K";
    case LabelStyle::from_zero: return "0..K-1";
    case LabelStyle::one_hot: return "one-hot";
  }
  return "";
}

struct Conversation::Line {
  std::string name;
  process::Child child;
  double timeout;
  std::size_t longest = room_for_words;  // the most bytes of an answer; grows with theta
  bool can_choose = false;               // the code knows the request "use": adapters do

  std::string exchange(const std::string& question, const std::string& request) {
    try {
      return child.exchange(question, timeout, longest);
    } catch (const process::Gone& gone) {
      const std::string& last = child.output().last_line();
      throw process::Gone(fmt::format("{} {} when asked {}{}", name, gone.what(), in_words(request),
                                      last.empty() ? "" : fmt::format("; it printed last: {}", printable(last, 200))));
    }
  }

  Json ask(const Json& question) {
    const std::string request = question.at("ask");
    const std::string line = exchange(question.dump(), request);
    Json answer = Json::parse(line, nullptr, false);
    if (answer.is_discarded()) answer = Json::parse(quote_bare_words(line), nullptr, false);
    if (!answer.is_object()) {
      throw process::Gone(fmt::format("{} answered \"{}\" when asked {}; expected one JSON object on one line; print "
                                      "all else to standard error",
                                      name, printable(line, 60), in_words(request)));
    }
    if (answer.contains("error")) {
      const Json& error = answer.at("error");
      throw CodeError(printable(error.is_string() ? error.get<std::string>() : error.dump(), 400),
                      answer.contains("raised"));
    }
    return answer;
  }
};

Conversation::Conversation(std::string name, const process::Command& command, double timeout)
    : line_(new Line{std::move(name), process::Child(command), timeout}) {}

Conversation::~Conversation() = default;

const std::string& Conversation::name() const { return line_->name; }

const process::Output& Conversation::output() const { return line_->child.output(); }

Description Conversation::describe() {
  const Json answer = line_->ask(Json{{"ask", "describe"}, {"version", version}});
  try {
    const int spoken = answer.value("version", 0);
    if (spoken != version) {
      throw CodeError(fmt::format("{} should speak version {} of the protocol, but its description says {}", name(),
                                  version, answer.contains("version") ? answer.at("version").dump() : "none"));
    }
    Description description;
    description.language = answer.value("language", "");
    description.choices = choices_of(answer, name());
    line_->can_choose = answer.contains("choices");
    if (answer.contains("functions")) description.functions = answer.at("functions").get<std::vector<std::string>>();
    for (const Json& skipped : answer.value("skipped", Json::array())) {
      description.skipped.push_back({skipped.value("line", arma::uword(0)), skipped.value("error", "")});
    }
    if (answer.contains("parameters")) description.parameters = to_count(answer.at("parameters"), "parameters");
    if (answer.contains("theta")) description.theta = to_point(answer.at("theta"));
    require_same_length(description);
    description.label_shapes = words_of(answer, "label_shapes", "flat");
    description.theta_shapes = words_of(answer, "theta_shapes", "");
    description.containers = words_of(answer, "containers", "");
    return description;
  } catch (const Json::exception&) {
    throw CodeError(fmt::format("{} described itself in a way that is not understood: {}", name(),
                                printable(answer.dump(), 200)));
  }
}

void Conversation::use(const CallingConvention& convention) {
  if (!line_->can_choose) return;
  Json question = {{"ask", "use"}, {"choice", convention.choice}};
  question["order"] = convention.order == Order::by_rows ? "rows" : "columns";
  if (!convention.theta_shape.empty()) question["theta"] = convention.theta_shape;
  if (!convention.container.empty()) question["container"] = convention.container;
  line_->ask(question);
}

void Conversation::set_network(const neural_network::Problem& network, const CallingConvention& convention) {
  line_->ask(Json{{"ask", "network"},
           {"inputs", network.sizes.input_layer_size},
           {"hidden", network.sizes.hidden_layer_size},
           {"labels", network.sizes.num_labels},
           {"lambda", network.lambda},
           {"y", write_labels(network, convention.labels, convention.label_shape)},
           {"X", to_json(network.X)}});
}

void Conversation::set_base(const arma::vec& theta) {
  line_->longest = room_for_words + room_for_number * theta.n_elem;
  line_->ask(Json{{"ask", "base"}, {"theta", to_json(theta)}});
}

double Conversation::cost() {
  const Json answer = line_->ask(Json{{"ask", "cost"}, {"entries", Json::array()}, {"values", Json::array()}});
  return to_number(answer.value("cost", Json("missing")), "the cost");
}

double Conversation::cost(arma::uword entry, double value) {
  const Json answer = line_->ask(Json{{"ask", "cost"}, {"entries", {entry}}, {"values", {value}}});
  return to_number(answer.value("cost", Json("missing")), "the cost");
}

GradientAnswer Conversation::evaluate() {
  const Json came = line_->ask(Json{{"ask", "gradient"}});
  GradientAnswer answer;
  answer.cost = to_number(came.value("cost", Json("missing")), "the cost");
  if (came.contains("plain_cost")) answer.plain_cost = to_number(came.at("plain_cost"), "the plain cost");
  answer.returns = came.value("returns", "");
  if (came.contains("changed")) answer.changed = to_words(came.at("changed"), "changed");
  answer.has_gradient = came.contains("gradient") || came.contains("gradients");
  if (came.contains("gradient")) answer.gradient = to_vector(came.at("gradient"), "the gradient");
  if (came.contains("gradients")) {
    const Json& parts = came.at("gradients");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      answer.gradients.push_back(to_matrix(parts[i], fmt::format("the gradient of Theta{}", i + 1)));
    }
  }
  return answer;
}

std::vector<CallValue> Conversation::call(const std::string& function, const std::vector<CallValue>& arguments) {
  Json question = {{"ask", "call"}, {"function", function}, {"arguments", Json::array()}};
  for (const CallValue& argument : arguments) question["arguments"].push_back(to_json(argument));
  const Json answer = line_->ask(question);
  std::vector<CallValue> results;
  for (const Json& result : answer.value("results", Json::array())) results.push_back(to_call_value(result));
  return results;
}

bool Conversation::can_call() const { return line_->can_choose; }

}  // namespace gradlab::languages
