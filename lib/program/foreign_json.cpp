#include "program/foreign_json.hpp"

#include "program/check_json.hpp"
#include "program/diagnose.hpp"
#include "program/foreign_report.hpp"
#include "program/lines_report.hpp"
#include "program/summarize.hpp"

#include <string>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using languages::CheckedCode, languages::CheckedPoint, languages::Choice, languages::Code;

const char* name_form(languages::ExampleForm form) {
  switch (form) {
    case languages::ExampleForm::rows: return "rows";
    case languages::ExampleForm::with_ones: return "with_ones";
    case languages::ExampleForm::columns: return "columns";
    case languages::ExampleForm::columns_with_ones: return "columns_with_ones";
  }
  return "";
}

Json code_to_json(const Code& code, const CheckedCode& checked) {
  const languages::CallingConvention& convention = checked.convention.convention;
  const Choice& choice = choice_of(code, checked);
  const char* order = convention.order == nn::Order::by_rows ? "rows" : "columns";
  Json skipped = Json::array();
  for (const languages::Skipped& one : code.description.skipped) {
    skipped.push_back({{"line", one.line}, {"error", one.error}});
  }
  Json wrong_parts = Json::array();
  for (const languages::WrongPart& part : checked.wrong_parts) {
    wrong_parts.push_back({{"function", part.function}, {"explanation", part.explanation}});
  }
  const process::Output& output = code.conversation->output();
  return {{"name", code.name()},
          {"function", choice.name},
          {"signature", or_null(choice.signature)},
          {"language", or_null(code.description.language)},
          {"takes", choice.has_own_shape ? "own" : choice.takes_network ? "network" : "theta"},
          {"arguments", or_null(choice.arguments)},
          {"examples", choice.takes_network ? Json(name_form(convention.examples)) : Json(nullptr)},
          {"theta_shape", or_null(convention.theta_shape)},
          {"labels", choice.takes_network ? Json(to_string(convention.labels)) : Json(nullptr)},
          {"label_shape", choice.takes_network ? Json(convention.label_shape) : Json(nullptr)},
          {"order", choice.takes_network ? Json(order) : Json(nullptr)},
          {"container", convention.container.empty() ? Json(nullptr) : Json(convention.container)},
          {"returns", or_null(checked.convention.returns)},
          {"remarks", checked.convention.remarks},
          {"wrong_parts", wrong_parts},
          {"skipped", skipped},
          {"printed", {{"lines", output.lines()}, {"first", output.first_lines()}}}};
}

Json point_to_json(const CheckedPoint& at, bool is_network, std::uint64_t seed) {
  const nn::Problem& problem = at.point.problem;
  const auto if_network = [&](const Json& value) { return is_network ? value : Json(nullptr); };
  const auto [n, h, K] = problem.sizes;
  const Json network = network_to_json(if_network(n), if_network(h), if_network(K), if_network(problem.X.n_rows),
                                       if_network(number(problem.lambda)), problem.theta.n_elem);
  return program::to_json(at.checked, network, seed);
}

Json configuration_to_json(const CheckedPoint& at, std::uint64_t seed) {
  const Json whole = point_to_json(at, true, seed);
  Json part;
  for (const char* key : {"verdict", "network", "numeric", "troubles", "implementations", "stands_alone", "findings",
                          "blind_spots"}) {
    part[key] = whole[key];
  }
  return part;
}

}  // namespace

Json to_json(const Code& code, const CheckedCode& checked, const lines::FoundLines& lines, std::uint64_t seed) {
  Json report = point_to_json(checked.telling(), is_beside_network(code, checked), seed);
  report["findings"] = to_json(checked.diagnoses);
  report["blind_spots"] = to_json(checked.blind_spots);
  report["code"] = code_to_json(code, checked);
  report["lines"] = to_json(lines);
  report["report"] = to_json(summarize(code, checked, lines, seed), explain(code, checked, lines, false));
  report["configurations"] = Json::array();
  if (!is_beside_network(code, checked)) return report;
  for (const CheckedPoint& at : checked.points) report["configurations"].push_back(configuration_to_json(at, seed));
  return report;
}

}  // namespace gradlab::program
