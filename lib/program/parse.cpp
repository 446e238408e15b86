#include "program/parse.hpp"

#include "gradlab/models/network/debug_network.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/models/network/objective.hpp"
#include "program/verb.hpp"
#include "teach/exercises/course.hpp"
#include "terminal/canvas.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace gradlab::program {

namespace {

// ---- The layout of --help: names at the left, their meaning beside them, no line beyond 80 columns ----

constexpr int screen = 80;
constexpr int option_names = 26;
constexpr int verb_names = 12;

std::string wrap_beside(int names, const std::string& text) {
  return fmt::format("{}", fmt::join(wrap_lines(text, screen - names), "\n"));
}

// "NAME" of "NAME:{rows,columns}"; but "FILE.py[:NAME]" is one name.
std::string without_range(const std::string& type) {
  std::size_t end = type.find(':');
  while (end != std::string::npos && end > 0 && type[end - 1] == '[') end = type.find(':', end + 1);
  return type.substr(0, end);
}

// CLI11's layout, with descriptions wrapped. The description tells the values, so that CLI11's set of them is left out.
class HelpLayout : public CLI::Formatter {
 public:
  HelpLayout() { column_width(option_names); }

  std::string make_option_opts(const CLI::Option* option) const override {
    if (option->get_type_size() == 0) return "";
    const std::string standard = option->get_default_str();
    return " " + without_range(option->get_type_name()) + (standard.empty() ? "" : "=" + standard);
  }

  std::string make_option_desc(const CLI::Option* option) const override {
    return wrap_beside(option_names, option->get_description());
  }

  std::string make_subcommand(const CLI::App* verb) const override {
    std::ostringstream out;
    CLI::detail::format_help(out, verb->get_name(), wrap_beside(verb_names, verb->get_description()), verb_names);
    return out.str();
  }
};

// ---- The grammar ----

CLI::Option* add(CLI::App& app, const Option& option) {
  return std::visit(
      [&](auto* target) -> CLI::Option* {
        constexpr bool is_flag = std::is_same_v<decltype(target), bool*>;
        if constexpr (is_flag) return app.add_flag(option.name, *target, option.summary);
        else return app.add_option(option.name, *target, option.summary);
      },
      option.target);
}

// An empty value, as of a shell's unset variable, would count as no option at all.
std::string refuse_empty(const std::string& text) { return text.empty() ? "expected a value, but got nothing" : ""; }

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* added = add(app, option);
  if (option.value.empty()) return;
  added->type_name(option.value)->default_str(default_text(option));
  added->check(refuse_empty, "");
  for (const Check& check : option.checks) added->check(check, "");
  if (!option.allowed.empty()) added->check(CLI::IsMember(option.allowed));
  for (const std::string& other : option.excludes) added->excludes(other);
}

void add_verb(CLI::App& app, const Verb& verb) {
  CLI::App* added = app.add_subcommand(verb.name, verb.one_line);
  for (const Option& option : verb.options) add_option(*added, option);
  added->footer(verb.notes);
}

std::unique_ptr<CLI::App> make_grammar() {
  auto app = std::make_unique<CLI::App>(std::string(about), "gradlab");
  app->set_version_flag("--version", std::string(program_version), std::string(version_summary));
  app->require_subcommand(0, 1);
  app->formatter(std::make_shared<HelpLayout>());
  for (const Verb& verb : verbs()) add_verb(*app, verb);
  app->footer(std::string(first_step));
  return app;
}

// ---- The first screen: `gradlab` alone ----

// On a narrow terminal the use stands below the command.
std::string hint_row(const std::string& line, const std::string& use, const Canvas& page) {
  constexpr int narrowest = 80;
  if (page.width >= narrowest) {
    return fmt::format("  {}  {}\n", paint(fmt::format("{:<43}", line), command, page.color), use);
  }
  std::string text, indent = "  ";
  for (const std::string& part : wrap(line, page.width - 4)) {
    text += std::exchange(indent, "    ") + paint(part, command, page.color) + "\n";
  }
  return text + fill_lines("      ", use, page.width);
}

// One entry of a gradient twice: from backpropagation, and measured without any calculus; and once more with a slip.
std::string first_look() {
  namespace nn = neural_network;
  const nn::Problem network = nn::debug_network(0);
  const nn::NetworkFunction right = nn::implement({}), slip = nn::implement({&nn::find_mistake("missing-derivative")});
  std::string text = "How fast does the cost of a network grow with the first three of its weights?\n\n"
                     "               backpropagation    measured, by moving   backpropagation with\n"
                     "                                  the weight a little   one factor forgotten\n";
  const arma::vec exact = to_evaluation(right(network)).gradient, wrong = to_evaluation(slip(network)).gradient;
  constexpr double step = 1e-4;
  for (arma::uword k = 0; k < 3; ++k) {
    nn::Problem above = network, below = network;
    above.theta(k) += step;
    below.theta(k) -= step;
    const double measured = (right(above).cost - right(below).cost) / (2 * step);
    text += fmt::format("  Theta1(0,{})  {:15.10f}    {:15.10f}       {:15.10f}\n", k, exact(k), measured, wrong(k));
  }
  return text + "\nThe two on the left agree to nine decimals. The third trains a network too.\nHow all this works, and how to tell:\n";
}

void print_hints(const Verb& verb, const Canvas& page) {
  for (const auto& [line, use] : verb.hints) fmt::print("{}", hint_row(line, use, page));
}

// Where the learner is, and what is next; for a newcomer something to see, and where to begin.
int print_welcome() {
  const Canvas page = page_of(stdout);
  const teach::CoursePlace progress = teach::read_course_place();
  const teach::NextStep next = teach::next_step(progress);
  fmt::print("{}\n", paint_lines("gradlab: how backpropagation works, and whether a gradient is right", heading, page));
  if (progress.is_over()) fmt::print("You have finished the course: {}.\n", teach::count_finished(progress));
  else if (progress.has_begun()) fmt::print("You are on your way: {}.\n", teach::count_finished(progress));
  else if (page.width >= 78) fmt::print("{}", first_look());
  fmt::print("\n{}\n\n{}\nThen:\n\n", progress.has_begun() ? "Next:" : "Start here:", hint_row(next.command, next.words, page));
  for (const Verb& verb : verbs()) print_hints(verb, page);
  fmt::print("\n{}", paint_lines("Each of them answers --help with examples.", {}, page));
  return done;
}

// ---- Reading ----

void tell_given(const CLI::App& app, const Verb& verb) {
  if (!verb.given) return;
  for (const Option& option : verb.options) {
    if (app.count(option.name) > 0) verb.given->insert(option.name);
  }
}

std::function<int()> chosen_run(const CLI::App& app) {
  for (const Verb& verb : verbs()) {
    if (!app.got_subcommand(verb.name)) continue;
    tell_given(*app.get_subcommand(verb.name), verb);
    return verb.run;
  }
  return print_welcome;
}

// The verb that was being parsed, for "see gradlab check --help".
std::string help_for(const CLI::App& app) {
  const auto used = app.get_subcommands();
  return used.empty() ? "gradlab --help" : "gradlab " + used.front()->get_name() + " --help";
}

// "there is no verb 'lern': did you mean learn?", of the first argument that nobody expected.
std::string describe_unexpected(const CLI::App& app) {
  const auto used = app.get_subcommands();
  const std::vector<std::string> unexpected = app.remaining(true);
  std::string word = unexpected.empty() ? "" : unexpected.front();
  for (const std::string& one : unexpected) {
    if (one.starts_with("-") && !word.starts_with("-")) word = one;
  }
  std::vector<std::string> known = {"--help"};
  for (const Verb& verb : verbs()) {
    if (used.empty()) known.push_back(verb.name);
    else if (verb.name != used.front()->get_name()) continue;
    for (const Option& option : verb.options) {
      if (!used.empty()) known.push_back(option.name);
    }
  }
  const std::string name = word.substr(0, word.find('='));
  const std::string near = name == "help" ? "--help" : nearest_word(name, known);
  return fmt::format("{} was not expected{}", word, near.empty() ? "" : fmt::format(" (did you mean {}?)", near));
}

}  // namespace

std::function<int()> parse(int argc, char** argv) {
  const auto app = make_grammar();
  try {
    app->parse(argc, argv);
    return chosen_run(*app);
  } catch (const CLI::Success& success) {  // --help, --version
    std::ostringstream text;
    const int status = app->exit(success, text, text);
    return [text = text.str(), status] {
      fmt::print("{}", text);
      return status;
    };
  } catch (const CLI::ExtrasError&) {
    throw std::invalid_argument(fmt::format("{}; see {}", describe_unexpected(*app), help_for(*app)));
  } catch (const CLI::ParseError& error) {
    throw std::invalid_argument(fmt::format("{}; see {}", error.what(), help_for(*app)));
  }
}

}  // namespace gradlab::program
