#include "gradlab/languages/protocol.hpp"

#include "gradlab/languages/conversation_line.hpp"

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
    const bool is_exponent = i > 0 && (std::isdigit(static_cast<unsigned char>(line[i - 1])) || line[i - 1] == '.');
    if (in_string || is_exponent || !(begins(line[i]) || sign)) {
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

// One row for each example: its label, or the row of one-hot.
arma::mat labels_of(const neural_network::Problem& network, LabelStyle style) {
  if (style == LabelStyle::one_hot) return neural_network::one_hot(network.y, network.sizes.num_labels);
  const arma::vec labels = arma::conv_to<arma::vec>::from(network.y);
  return style == LabelStyle::from_zero ? labels - 1 : labels;
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

// A number or a list of them; empty where the key is missing.
arma::vec to_numbers(const Json& object, const char* key) {
  if (!object.contains(key)) return {};
  const Json& value = object.at(key);
  return value.is_array() ? to_vector(value, key) : arma::vec{to_number(value, key)};
}

std::vector<Block> to_blocks(const Json& answer) {
  std::vector<Block> blocks;
  for (const Json& one : answer.value("blocks", Json::array())) {
    Block block;
    block.name = one.at(0);
    block.rows = one.at(1);
    block.columns = one.at(2);
    blocks.push_back(block);
  }
  return blocks;
}

bool takes_network(const Json& described) {
  const Json takes = described.value("takes", Json("theta"));
  if (takes == "own") return true;
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
    Choice only;
    only.name = own_name;
    only.takes_network = takes_network(answer);
    return {only};
  }
  for (const Json& choice : answer.at("choices")) {
    const std::vector<arma::uword> none;
    choices.push_back({choice.at("name"), choice.value("signature", ""), takes_network(choice),
                       choice.value("lambda", true), choice.at("takes") == "own", choice.value("sized", true),
                       choice.value("arguments", ""), choice.value("theta_shapes", std::vector<std::string>()),
                       choice.value("numbers", none), choice.value("layers", none),
                       choice.value("classic", true), choice.value("guess", false), choice.value("remark", "")});
  }
  return choices;
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
  }
  return "";
}

namespace {

// In the order in which code that is started anew must hear them.
constexpr std::array<std::string_view, 4> to_be_known = {"describe", "use", "network", "base"};

}  // namespace

std::string ConversationLine::exchange(const std::string& question, const std::string& request) {
  try {
    return child->exchange(question, timeout, longest);
  } catch (const process::Gone& gone) {
    throw process::Gone(describe_end(gone, request), gone.is_late);
  }
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
  Json answer = Json::parse(line, nullptr, false);
  if (answer.is_discarded()) answer = Json::parse(quote_bare_words(line), nullptr, false);
  if (!answer.is_object()) {
    throw process::Gone(fmt::format("{} answered \"{}\" when asked {}; expected one JSON object on one line; print "
                                    "all else to standard error",
                                    name, printable(line, 60), in_words(request)));
  }
  if (answer.contains("error")) {
    const Json& error = answer.at("error");
    CodeError failure(printable(error.is_string() ? error.get<std::string>() : error.dump(), 400),
                      answer.contains("raised"));
    failure.undefined = answer.value("undefined", false);
    failure.line = answer.value("line", arma::uword(0));
    throw failure;
  }
  return answer;
}

Conversation::Conversation(std::string name, const process::Command& command, double timeout)
    : line_(new ConversationLine{std::move(name), command, timeout}) {}

Conversation::~Conversation() = default;

const std::string& Conversation::name() const { return line_->name; }

const process::Output& Conversation::output() const { return line_->child->output(); }

Description Conversation::describe() {
  // Large packages take long to load on a busy machine.
  constexpr double usual = 10, patience = 3;
  const double longer = line_->timeout < usual ? line_->timeout : patience * line_->timeout;
  const double timeout = std::exchange(line_->timeout, longer);
  const Json answer = line_->ask(Json{{"ask", "describe"}, {"version", version}});
  line_->timeout = timeout;
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
    if (line_->can_choose) line_->name = printable(answer.value("name", name()), 200);
    description.replay = printable(answer.value("replay", ""));
    description.tells_places = answer.value("records", false);
    if (answer.contains("functions")) description.functions = answer.at("functions").get<std::vector<std::string>>();
    for (const Json& skipped : answer.value("skipped", Json::array())) {
      description.skipped.push_back({skipped.value("line", arma::uword(0)), skipped.value("error", "")});
    }
    description.remarks = answer.value("remarks", std::vector<std::string>());
    description.advice = answer.value("advice", "");
    description.class_name = answer.value("class", "");
    description.class_lines = answer.value("lines", "");
    description.takes_any_form = answer.contains("examples");
    description.has_labels_from_one = answer.value("labels_from_one", false);
    if (answer.contains("parameters")) description.parameters = to_count(answer.at("parameters"), "parameters");
    if (answer.contains("theta")) description.theta = to_point(answer.at("theta"));
    description.typical_size = to_numbers(answer, "typical_size");
    description.lower = to_numbers(answer, "lower");
    description.upper = to_numbers(answer, "upper");
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

std::vector<Block> Conversation::set_network(const neural_network::Problem& network,
                                             const CallingConvention& convention) {
  Json question = {{"ask", "network"},
                   {"inputs", network.sizes.input_layer_size},
                   {"hidden", network.sizes.hidden_layer_size},
                   {"labels", network.sizes.num_labels},
                   {"lambda", network.lambda},
                   {"y", write_labels(labels_of(network, convention.labels), convention.label_shape)},
                   {"X", to_json(shape_examples(network.X, convention.examples))}};
  if (line_->can_choose) question["m"] = network.X.n_rows;
  return to_blocks(line_->ask(question));
}

void Conversation::set_examples(const arma::mat& X, const arma::vec& y, double lambda,
                                const CallingConvention& convention) {
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
  line_->child = std::make_unique<process::Child>(line_->command);
  const std::map<std::string, Json> told = line_->told;
  for (const std::string_view request : to_be_known) {
    const auto question = told.find(std::string(request));
    if (question != told.end()) line_->ask(question->second);
  }
  line_->timeout = timeout;
}

double Conversation::timeout() const { return line_->timeout; }

double Conversation::cost() {
  const Json answer = line_->ask(Json{{"ask", "cost"}, {"entries", Json::array()}, {"values", Json::array()}});
  return to_number(answer.value("cost", Json("missing")), "the cost");
}

double Conversation::cost(arma::uword entry, double value) {
  const Json answer = line_->ask(Json{{"ask", "cost"}, {"entries", {entry}}, {"values", {value}}});
  return to_number(answer.value("cost", Json("missing")), "the cost");
}

GradientAnswer to_gradient_answer(const Json& came) {
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

GradientAnswer Conversation::evaluate() { return to_gradient_answer(line_->ask(Json{{"ask", "gradient"}})); }

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
