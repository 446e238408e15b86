// gradlab mistakes: a list of those that people make in the network's cost and gradient, and the story of each.
#include "gradlab/diagnosis/diagnose.hpp"
#include "gradlab/languages/spelling.hpp"
#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/known_mistakes.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "program/statement_lines.hpp"
#include "program/verb.hpp"
#include "teach/language.hpp"
#include "terminal/heatmap.hpp"
#include "terminal/json.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace gradlab::program {

namespace {

namespace nn = neural_network;
using diagnosis::Finding;
using nn::Mistake;
using teach::Language;

struct MistakesVerb {
  std::string name;      ///< empty: list them all
  std::string language;  ///< "numpy" or "cpp"; empty: as chosen last
  bool json = false;
};

std::string name_with_variant(const Mistake& mistake) {
  return mistake.variant.empty() ? std::string(mistake.name) : fmt::format("{} ({})", mistake.name, mistake.variant);
}

std::vector<const Mistake*> choose_mistakes(const std::string& typed) {
  const std::string name = nn::in_american_spelling(typed);
  std::vector<const Mistake*> chosen;
  for (const Mistake& mistake : nn::mistakes()) {
    if (name.empty() || mistake.name == name || name_with_variant(mistake) == name) chosen.push_back(&mistake);
  }
  if (chosen.empty()) {
    std::vector<std::string> names;
    for (const Mistake& mistake : nn::mistakes()) names.emplace_back(mistake.name);
    const std::string near = nearest_word(name, names);
    throw std::invalid_argument(fmt::format("there is no mistake '{}'{}; `gradlab mistakes` lists them", typed,
                                            near.empty() ? "" : " (did you mean " + near + "?)"));
  }
  return chosen;
}

Json to_json(const std::vector<const Mistake*>& chosen) {
  Json rows = Json::array();
  for (const Mistake* mistake : chosen) {
    rows.push_back({{"name", mistake->name},
                    {"variant", mistake->variant},
                    {"kind", mistake->kind},
                    {"explanation", mistake->explanation},
                    {"statement", mistake->statement},
                    {"remedy", mistake->remedy},
                    {"right", mistake->right},
                    {"wrong", mistake->wrong}});
  }
  return {{"mistakes", rows}};
}

// ---- The list ----

// The variants of the mistake's name besides the first: " Also: only Theta1; only Theta2."
std::string list_variants(const std::vector<const Mistake*>& chosen, const Mistake& first) {
  std::string variants;
  for (const Mistake* mistake : chosen) {
    if (mistake == &first || mistake->name != first.name) continue;
    variants += fmt::format("{}{}", variants.empty() ? " Also: " : "; ", mistake->variant);
  }
  return variants.empty() ? "" : variants + ".";
}

std::string list(const std::vector<const Mistake*>& chosen, std::string_view kind, const std::string& title,
                 bool color) {
  std::string text = "\n  " + paint(title, heading, color) + "\n";
  std::string_view before;
  for (const Mistake* mistake : chosen) {
    if (mistake->kind != kind || mistake->name == before) continue;
    text += fill_lines(fmt::format("    {:<30}", mistake->name),
                       std::string(mistake->explanation) + list_variants(chosen, *mistake));
    before = mistake->name;
  }
  return text;
}

std::string list_all(const std::vector<const Mistake*>& chosen, bool color) {
  return paint("gradlab mistakes: what people get wrong in the network's cost and gradient", heading, color) + "\n" +
         list(chosen, "gradient", "in the gradient", color) +
         list(chosen, "regularization", "in the regularization, invisible at lambda 0", color) +
         list(chosen, "cost", "in the cost", color) + "\n  " + paint("next", heading, color) + "\n" +
         fmt::format("    {}  {}\n", paint("gradlab mistakes flipped-sign              ", command, color),
                     "the story of one") +
         fmt::format("    {}  {}\n", paint("gradlab check --implementation flipped-sign", command, color),
                     "and a check of it");
}

// ---- The story of one ----

nn::Problem scaled_debug_network(double scale) {
  nn::Problem problem = nn::debug_network(3);
  problem.theta *= scale;
  return problem;
}

// Right and wrong side by side, on one scale a block; and their difference, magnified to the same scale.
std::string draw(const nn::CostAndGradients& right, const nn::CostAndGradients& wrong, bool color) {
  std::string text;
  const auto add = [&](const std::string& name, const arma::mat& one, const arma::mat& other) {
    const double scale = std::max(arma::abs(one).max(), arma::abs(other).max());
    if (!(scale > 0)) return;
    const double apart = arma::abs(other - one).max();
    std::vector<Panel> panels = {{name + ", right    ", one}, {name + ", wrong    ", other}};
    if (apart > 0) panels.push_back({fmt::format("wrong - right, x {:.3g}", scale / apart), (other - one) * (scale / apart)});
    text += draw_heatmaps(panels, scale, color);
    if (!(apart > 0)) text += fmt::format("  {}: no difference\n", name);
  };
  add("Theta1", right.grad1_reg, wrong.grad1_reg);
  add("Theta2", right.grad2_reg, wrong.grad2_reg);
  return color ? text : text + fmt::format("  {}\n", heatmap_signs);
}

// On the debug network, with weights so large that outputs saturate where nothing else shows the mistake.
std::string tell_check(const Mistake& mistake, bool color) {
  nn::Problem p = scaled_debug_network(1);
  const nn::NetworkFunction wrong_function = nn::implement({&mistake});
  std::string weights = "its own weights";
  if (diagnosis::diagnose(nn::make_known_mistakes(p), to_evaluation(wrong_function(p))).empty()) {
    p = scaled_debug_network(1000);
    weights = "its weights times 1000";
  }
  const nn::CostAndGradients right = nn::implement({})(p), wrong = wrong_function(p);
  std::string text =
      paint(fmt::format("  on the debug network (3-5-3, 5 examples, lambda 3, {})", weights), heading, color) +
      "\n" + draw(right, wrong, color) + fmt::format("  J is {:.10g}, with the mistake {:.10g}\n\n", right.reg_J, wrong.reg_J);
  const auto findings = diagnosis::diagnose(nn::make_known_mistakes(p), to_evaluation(wrong));
  if (findings.empty()) return text + "  A check there does not see it.\n\n";
  const Finding& first = findings.front();
  return text + fill_lines("  A check there names ", fmt::format("{}: {}.", first.mistake, first.match.empty() ? first.evidence : first.match)) + "\n";
}

std::string tell_statement(const Mistake& mistake, Language language, bool color) {
  const auto spelled = [&](std::string_view text) {
    return languages::spell(std::string(text), std::string(teach::to_string(language)));
  };
  std::string text = paint(name_with_variant(mistake), heading, color) + "\n\n" +
                     fill_lines("  what    ", spelled(mistake.explanation)) +
                     fmt::format("  where   {}\n", mistake.statement);
  if (language == Language::cpp) {
    for (const auto& [id, line] : statement_lines(std::string(mistake.statement), trace::Writing::cpp)) {
      text += fill_lines(fmt::format("  {:<8}", id), line);
    }
  }
  return text + fill_lines("  right   ", std::string(mistake.right)) + fill_lines("  wrong   ", std::string(mistake.wrong)) +
         fill_lines("  remedy  ", spelled(mistake.remedy)) + "\n";
}

// The first of the name in full, its variants by their statements.
std::string tell(const std::vector<const Mistake*>& chosen, Language language, bool color) {
  std::string text = tell_statement(*chosen.front(), language, color) + tell_check(*chosen.front(), color);
  for (std::size_t i = 1; i < chosen.size(); ++i) text += tell_statement(*chosen[i], language, color);
  return text;
}

int run_mistakes(const MistakesVerb& options) {
  const std::vector<const Mistake*> chosen = choose_mistakes(options.name);
  const bool color = shows_color(stdout);
  const Language language = teach::choose_language(options.language);
  if (options.json) {
    print_json(to_json(chosen));
  } else if (options.name.empty()) {
    fmt::print("{}", list_all(chosen, color));
  } else {
    const std::string_view name = chosen.front()->name;
    const bool fits = name.size() <= 21;  // beside the rest of the line, in 80 columns
    const std::string next = fmt::format("gradlab check --data debug --lambda 3 {}--implementation {}",
                                         fits ? "" : "\\\n      ", name);
    fmt::print("{}  {}\n    {}\n", tell(chosen, language, color), paint("next", heading, color), paint(next, command, color));
  }
  return done;
}

}  // namespace

Verb mistakes_verb() {
  const auto options = std::make_shared<MistakesVerb>();
  return {.name = "mistakes",
          .one_line = "List the mistakes that people make, or tell the story of one",
          .hints = {{"gradlab check --implementation flipped-sign", "what a wrong gradient looks like"},
                    {"gradlab mistakes", "what people get wrong"}},
          .options = {{.name = "name",
                       .target = &options->name,
                       .value = "NAME",
                       .summary = "A mistake by its name: what is wrong, how it looks, what a check says"},
                      {.name = "--language",
                       .target = &options->language,
                       .value = "NAME",
                       .summary = "Of statements and remedies: numpy or cpp. Default: as chosen last, at first numpy",
                       .allowed = teach::language_values()},
                      json_option(options->json, "Print one JSON object instead of the text")},
          .notes =
              "Exit status: 0 done, 2 no such mistake.\n\n"
              "Examples:\n"
              "  gradlab mistakes\n"
              "  gradlab mistakes regularized-bias\n"
              "  gradlab mistakes --json | jq '.mistakes[].name'",
          .run = [options] { return run_mistakes(*options); }};
}

}  // namespace gradlab::program
