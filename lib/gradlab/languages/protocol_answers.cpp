#include "gradlab/languages/protocol_answers.hpp"

#include "gradlab/process/child.hpp"
#include "terminal/json.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>
#include <utility>

namespace gradlab::languages {

using terminal::printable;

namespace {

constexpr double most_parameters = 100'000'000;  // 0.8 GB of theta

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

// Every level takes a piece of the stack where the value is written down again, as for a message.
bool is_too_deep(const std::string& line) {
  constexpr int most = 100;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < line.size() && depth <= most; ++i) {
    if (in_string && line[i] == '\\') ++i;
    else if (line[i] == '"') in_string = !in_string;
    else if (!in_string && (line[i] == '[' || line[i] == '{')) ++depth;
    else if (!in_string && (line[i] == ']' || line[i] == '}')) --depth;
  }
  return depth > most;
}

void make_printable(Json& value) {
  if (value.is_string()) value = terminal::printable_lines(value.get_ref<const std::string&>());
  if (!value.is_structured()) return;
  for (Json& part : value) make_printable(part);
}

// Whether a string in this JSON may hold more than printable ASCII.
bool may_be_unprintable(std::string_view line) {
  return std::any_of(line.begin(), line.end(), [](char c) { return c == '\\' || c < ' ' || c > '~'; });
}

CodeError to_error(const Json& answer) {
  const Json& error = answer.at("error");
  CodeError failure(printable(error.is_string() ? error.get<std::string>() : error.dump(), 400),
                    answer.contains("raised"));
  failure.undefined = answer.value("undefined", false);
  failure.line = terminal::whole<arma::uword>(answer.value("line", Json(0)));
  return failure;
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
    const Json none = Json::array();
    choices.push_back({choice.at("name"), choice.value("signature", ""), takes_network(choice),
                       choice.value("lambda", true), choice.at("takes") == "own", choice.value("sized", true),
                       choice.value("arguments", ""), choice.value("theta_shapes", std::vector<std::string>()),
                       terminal::wholes<arma::uword>(choice.value("numbers", none)),
                       terminal::wholes<arma::uword>(choice.value("layers", none)),
                       choice.value("classic", true), choice.value("guess", false), choice.value("data", true),
                       choice.value("remark", "")});
  }
  return choices;
}

Description read_description(const Json& answer, const std::string& name) {
  if (answer.value("version", Json(0)) != protocol_version) {
    throw CodeError(fmt::format("{} should speak version {} of the protocol, but its description says {}", name,
                                protocol_version, answer.contains("version") ? answer.at("version").dump() : "none"));
  }
  Description description;
  description.name = answer.value("name", name);
  description.language = answer.value("language", "");
  description.choices = choices_of(answer, name);
  description.replay = printable(answer.value("replay", ""));
  description.tells_usage = answer.value("usage", false);
  description.tells_places = answer.value("records", false);
  if (answer.contains("functions")) description.functions = answer.at("functions").get<std::vector<std::string>>();
  for (const Json& skipped : answer.value("skipped", Json::array())) {
    const auto line = terminal::whole<arma::uword>(skipped.value("line", Json(0)));
    description.skipped.push_back({line, skipped.value("error", "")});
  }
  description.remarks = answer.value("remarks", std::vector<std::string>());
  description.advice = answer.value("advice", "");
  description.refused = answer.value("refused", "");
  description.takes_any_form = answer.contains("examples");
  description.takes_one_off_labels = answer.value("takes_one_off_labels", false);
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
}

GradientAnswer read_gradient_answer(const Json& came) {
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

}  // namespace

std::string in_words(const std::string& request) {
  if (request == "describe") return "to describe itself";
  if (request == "network") return "to take the network's data";
  if (request == "base") return "to take theta";
  if (request == "cost") return "for its cost";
  if (request == "gradient") return "for its cost and gradient";
  if (request == "call") return "to call a function";
  return "to " + request;
}

Json parse_answer(const std::string& line, const std::string& name, const std::string& request) {
  Json answer = is_too_deep(line) ? Json() : Json::parse(line, nullptr, false);
  if (answer.is_discarded()) answer = Json::parse(quote_bare_words(line), nullptr, false);
  if (!answer.is_object()) {
    throw process::Gone(fmt::format("{} answered \"{}\" when asked {}; expected one JSON object on one line; print "
                                    "all else to standard error",
                                    name, printable(line, 60), in_words(request)));
  }
  if (may_be_unprintable(line)) make_printable(answer);
  if (answer.contains("error")) throw understand(answer, name, [&] { return to_error(answer); });
  return answer;
}

Description to_description(const Json& answer, const std::string& name) {
  return understand(answer, name, [&] { return read_description(answer, name); });
}

GradientAnswer to_gradient_answer(const Json& answer, const std::string& name) {
  return understand(answer, name, [&] { return read_gradient_answer(answer); });
}

double to_cost(const Json& answer) { return to_number(answer.value("cost", Json("missing")), "the cost"); }

std::vector<CallValue> to_results(const Json& answer, const std::string& name) {
  return understand(answer, name, [&] {
    std::vector<CallValue> results;
    for (const Json& result : answer.value("results", Json::array())) results.push_back(to_call_value(result));
    return results;
  });
}

std::vector<Block> to_blocks(const Json& answer, const std::string& name) {
  return understand(answer, name, [&] {
    std::vector<Block> blocks;
    for (const Json& one : answer.value("blocks", Json::array())) {
      Block block;
      block.name = one.at(0);
      block.rows = terminal::whole<arma::uword>(one.at(1));
      block.columns = terminal::whole<arma::uword>(one.at(2));
      blocks.push_back(block);
    }
    return blocks;
  });
}

}  // namespace gradlab::languages
