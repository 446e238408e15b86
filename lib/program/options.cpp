#include "program/options.hpp"

#include "gradlab/numeric/methods.hpp"
#include "gradlab/train/optimizer.hpp"
#include "program/sample_functions.hpp"
#include "program/help.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace gradlab::program {

namespace {

// Asked as text: CLI::Range lets nan pass, and a minus wraps round on its way into an unsigned number.
std::string refuse_negative(const std::string& text) {
  double value = 0;
  const bool is_number = CLI::detail::lexical_cast(text, value);
  return is_number && value >= 0 && value < 1e300 ? "" : "expected a number, 0 or more and below 1e300, but got " + text;
}
const CLI::Validator not_negative(&refuse_negative, "");

std::string refuse_not_counting(const std::string& text) {
  const bool is_count = !text.empty() && text.size() < 10 && text.find_first_not_of("0123456789") == std::string::npos;
  return is_count && text.find_first_not_of('0') != std::string::npos
             ? "" : "expected a whole number from 1 to 999999999, but got " + text;
}
const CLI::Validator counting(&refuse_not_counting, "");

std::string method_names() {
  std::string text = "How to differentiate: auto (cheap first, better where undecided)";
  for (const numeric::Method& method : numeric::methods()) {
    text += ",\n" + std::string(method.name) + " (" + std::string(method.summary) + ")";
  }
  return text;
}

void add_problem_options(CLI::App& verb, ProblemOptions& setup) {
  verb.add_option("--model", setup.model, "neural_network, logistic_regression or linear_regression")
      ->type_name("NAME")
      ->check(CLI::IsMember({"neural_network", "logistic_regression", "linear_regression"}))
      ->capture_default_str();
  verb.add_option("--data", setup.data,
                  "A file (.mat, .csv, .npy, IDX, HDF5; gzipped too), or digits, iris or debug, which are built in. "
                  "Default: digits, for the regressions iris")
      ->type_name("FILE|NAME");
  verb.add_option("--targets", setup.targets, "A file with the labels or targets, where the data have none")
      ->type_name("FILE");
  verb.add_option("--weights", setup.weights,
                  "Theta1 and Theta2 (.mat), or all weights in one column (.npy, .csv). Default: random from the seed")
      ->type_name("FILE");
  verb.add_option("--order", setup.order, "How weights in one column were unrolled: rows (NumPy) or columns (Octave)")
      ->type_name("NAME")
      ->check(CLI::IsMember({"rows", "columns"}))
      ->capture_default_str();
  verb.add_option("--examples", setup.examples, "Use this many examples, drawn by the seed (0: all)")
      ->type_name("N")
      ->check(not_negative)
      ->capture_default_str();
  verb.add_option("--hidden", setup.hidden, "Hidden units. Default: 25, or as the weights say")
      ->type_name("N")
      ->check(not_negative);
  verb.add_option("--labels", setup.labels, "Labels. Default: as the data say")->type_name("N")->check(not_negative);
  verb.add_option("--positive", setup.positive,
                  "For logistic regression: the label to tell from the rest. Default: the largest")
      ->type_name("LABEL");
  verb.add_option("--lambda", setup.lambda, "Regularization, 0 or more")
      ->type_name("L")
      ->check(not_negative)
      ->capture_default_str();
  verb.add_option("--seed", setup.seed, "Of all that is random")
      ->type_name("N")
      ->check(not_negative)
      ->capture_default_str();
}

void add_foreign(CLI::App& verb, ForeignOptions& foreign) {
  verb.add_option("--python", foreign.python,
                  "Check a function of your own: the classic cost function of the network, any f(theta), or cost and "
                  "gradient apart. The file's code is run, in an empty folder, with your rights. "
                  "Default: the function that fits")
      ->type_name("FILE.py[:NAME[,NAME]]");
  verb.add_option("--octave", foreign.octave, "The same in Octave")->type_name("FILE.m[:NAME[,NAME]]");
  verb.add_option("--exec", foreign.exec,
                  "The same in any language: the command is run and spoken to in lines of JSON; "
                  "see lib/gradlab/languages/adapters/README.md")
      ->type_name("'COMMAND'");
  verb.add_option("--arguments", foreign.arguments,
                  "What your function takes, where it is not theta,n,h,K,X,y,lambda; also Theta1 and Theta2")
      ->type_name("WORD,WORD,...");
  verb.add_option("--length", foreign.length, "Entries of theta, for f(theta). Default: as the code says, or what fits")
      ->type_name("N")
      ->check(CLI::Range(1, 100'000'000));
  verb.add_option("--timeout", foreign.timeout, "Seconds that your code may take for one answer")
      ->type_name("SECONDS")
      ->check(not_negative)
      ->check(CLI::Range(0.001, 1e6))
      ->capture_default_str();
  verb.parse_complete_callback([&verb, &foreign] {
    for (const char* name : {"--model", "--data", "--targets", "--weights", "--examples", "--hidden", "--labels",
                             "--lambda", "--implementation", "--exec", "--python", "--octave"}) {
      if (verb.count(name) > 0) foreign.chosen.insert(name);
    }
  });
}

void add_check(CLI::App& app, CheckVerb& options) {
  CLI::App* verb = app.add_subcommand("check", "Check gradients against numerical derivatives, entry by entry");
  add_problem_options(*verb, options.setup);
  add_foreign(*verb, options.foreign);
  verb->add_option("--implementation", options.implementations,
                   "What to check: loop, vectorized, or for the neural network a mistake by its name, "
                   "or several: NAME+NAME. Default: loop and vectorized")
      ->type_name("NAME");
  verb->add_option("--method", options.method, method_names())->type_name("NAME")->capture_default_str();
  verb->add_option("--parameters", options.parameters, "all, or how many: a sample that covers every block")
      ->type_name("all|N")
      ->capture_default_str();
  verb->add_option("--tolerance", options.tolerance,
                   "How far an entry may be off, relative to itself. Default: 1e-7. "
                   "What rounding hides is found out, and added")
      ->type_name("T")
      ->check(not_negative)
      ->check(CLI::Range(0.0, 1.0));
  verb->add_option("--directions", options.directions,
                   "Check whole blocks along this many random directions, and find wrong "
                   "entries by halving: for very many parameters. 0: entry by entry")
      ->type_name("N")
      ->check(CLI::Range(0, 1000))
      ->capture_default_str();
  verb->add_option("--threads", options.threads, "Threads of the numerical side (0: one a processor)")
      ->type_name("N")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  verb->add_flag("--json", options.json, "Print one JSON object instead of the report");
  verb->footer(
      "Exit status: 0 agree, 1 disagree, 2 bad input, 3 undecided.\n\n"
      "Examples:\n"
      "  gradlab check\n"
      "  gradlab check --implementation flipped-sign\n"
      "  gradlab check --data debug --lambda 3 --method ridders\n"
      "  gradlab check --model logistic_regression --lambda 0\n"
      "  gradlab check --python my_network.py       (a file of yours; its code is run)\n"
      "  gradlab check --json | jq .verdict");
}

void add_compare(CLI::App& app, CompareVerb& options) {
  CLI::App* verb = app.add_subcommand("compare", "Set the outputs of loop and vectorized side by side, and time them");
  add_problem_options(*verb, options.setup);
  verb->add_option("--sizes", options.sizes, "A table over these numbers of examples: 50,500,1500")
      ->type_name("N,N,...")
      ->delimiter(',')
      ->check(counting);
  verb->add_option("--save", options.save, "Write all outputs of both as CSV into this folder")->type_name("DIR");
  verb->add_flag("--json", options.json, "Print one JSON object instead of the report");
  verb->footer(
      "Exit status: 0 agree, 1 disagree, 2 bad input, 3 undecided.\n\n"
      "Examples:\n"
      "  gradlab compare\n"
      "  gradlab compare --sizes 50,500,1500\n"
      "  gradlab compare --data debug --save outputs\n"
      "  gradlab compare --model linear_regression --json");
}

void add_mistakes(CLI::App& app, MistakesVerb& options) {
  CLI::App* verb = app.add_subcommand("mistakes", "List the mistakes that people make, or tell the story of one");
  verb->add_option("name", options.name, "A mistake by its name: what is wrong, how it looks, what a check says")
      ->type_name("NAME");
  verb->add_flag("--json", options.json, "Print one JSON object instead of the text");
  verb->footer(
      "Exit status: 0 done, 2 no such mistake.\n\n"
      "Examples:\n"
      "  gradlab mistakes\n"
      "  gradlab mistakes regularised-bias\n"
      "  gradlab mistakes --json | jq '.mistakes[].name'");
}

void add_step(CLI::App& app, StepVerb& options) {
  CLI::App* verb = app.add_subcommand("step", "Walk through the network's cost and gradients, statement by statement");
  add_problem_options(*verb, options.setup);
  for (const char* of_regressions : {"--model", "--positive"}) verb->remove_option(verb->get_option(of_regressions));
  verb->get_option("--data")
      ->description("A file (.mat, .csv, .npy, IDX, HDF5; gzipped too), or debug, digits or iris, which are built in")
      ->capture_default_str();
  verb->add_option("--example", options.example,
                   "Begin at this example's turn in the loop S18-S25, from 0 on; printed: its turn alone")
      ->type_name("N")
      ->check(not_negative);
  verb->add_option("--statement", options.statement, "Print one statement: S23")->type_name("S1..S30");
  verb->add_flag("--all", options.all, "Print all statements instead of stepping by keys");
  verb->add_flag("--json", options.json, "Print one JSON object instead");
  verb->footer(
      "On a terminal: right or Enter next, left back, g go to a statement, e another\n"
      "example, i look at a name, ? all keys, q quit. Through a pipe all is printed.\n\n"
      "Exit status: 0 done, 2 bad input.\n\n"
      "Examples:\n"
      "  gradlab step\n"
      "  gradlab step --all | less\n"
      "  gradlab step --statement S23 --example 2\n"
      "  gradlab step --data digits --hidden 10 --lambda 3\n"
      "  gradlab step --json | jq '.steps[-1].value.reg_J'");
}

void add_learn(CLI::App& app, LearnVerb& options) {
  CLI::App* verb = app.add_subcommand("learn", "Lessons, from minimizing J to your own backpropagation");
  verb->add_option("lesson", options.lesson, "Its number. Default: list all lessons, and where you are")
      ->type_name("N")
      ->check(counting);
  verb->add_flag("--all", options.all, "Print the lesson as one text, or without a number all of them");
  verb->add_flag("--list", options.list, "List the lessons with what each is for");
  verb->add_flag("--json", options.json, "Print the list as one JSON object");
  verb->footer(
      "Keys: Enter or right goes on, left goes back, q quits; your place is kept.\n"
      "Exit status: 0 done, 2 no such lesson.\n\n"
      "Examples:\n"
      "  gradlab learn\n"
      "  gradlab learn 1\n"
      "  gradlab learn --all 1 | less\n"
      "  gradlab learn --list --json | jq '.lessons[].title'");
}

std::string optimizer_names() {
  std::string text = "How to go down:";
  for (const train::Optimizer& optimizer : train::optimizers()) {
    text += fmt::format("\n{} ({})", optimizer.name, optimizer.summary);
  }
  return text;
}

void add_train(CLI::App& app, TrainVerb& options) {
  CLI::App* verb = app.add_subcommand("train", "Minimize the cost, and count how many examples are answered right");
  add_problem_options(*verb, options.setup);
  verb->add_option("--optimizer", options.optimizer, optimizer_names())->type_name("NAME")->capture_default_str();
  verb->add_option("--iterations", options.iterations, "At most so many steps")
      ->type_name("N")
      ->check(CLI::Range(0, 1'000'000'000))
      ->capture_default_str();
  verb->add_option("--alpha", options.alpha,
                   "Gradient descent's step, in units of the gradient. Default: 1, for the regressions 0.01")
      ->type_name("A")
      ->check(not_negative);
  verb->add_option("--held-out", options.held_out,
                   "The share of the examples, drawn by the seed, that is not trained on")
      ->type_name("SHARE")
      ->check(not_negative)
      ->check(CLI::Range(0.0, 0.95))
      ->capture_default_str();
  verb->add_flag("--scale", options.scale,
                 "Bring the features to mean 0 and deviation 1 first, as the examples trained "
                 "on have them; the weights are saved for the features as they came");
  verb->add_option("--implementation", options.implementation,
                   "Whose gradient: loop, vectorized, or for the neural network a mistake by its "
                   "name: a wrong gradient trains too, only worse")
      ->type_name("NAME")
      ->capture_default_str();
  verb->add_option("--save", options.save, "Write the weights, one column of CSV, for --weights")
      ->type_name("FILE.csv");
  verb->add_flag("--json", options.json, "Print one JSON object instead of the report");
  verb->footer(
      "Ctrl-C ends the training, saves and shows what was reached; once more, and it\n"
      "ends at once.\n\n"
      "Exit status: 0 trained, 1 trained with a gradient that is wrong, or the cost\n"
      "rose, 2 bad input, 3 trained with a gradient on which its check was undecided,\n"
      "130 interrupted by Ctrl-C.\n\n"
      "Examples:\n"
      "  gradlab train\n"
      "  gradlab train --iterations 200 --lambda 2 --save weights.csv\n"
      "  gradlab train --optimizer gradient_descent --iterations 500 --alpha 2\n"
      "  gradlab train --implementation missing-derivative\n"
      "  gradlab train --model logistic_regression --lambda 0\n"
      "  gradlab train --model linear_regression --scale --optimizer gradient_descent");
}

std::vector<std::string> methods_with_steps() {
  std::vector<std::string> names;
  for (const numeric::Method& method : numeric::methods()) {
    if (method.at_step) names.emplace_back(method.name);
  }
  return names;
}

std::string function_names() {
  std::string text = "A function with a known derivative instead of a model:";
  for (const Function& function : functions()) text += fmt::format("\n{} ({})", function.name, function.formula);
  return text;
}

void add_sweep(CLI::App& app, SweepVerb& options) {
  CLI::App* verb = app.add_subcommand("sweep", "Draw the error of a numerical derivative against its step");
  add_problem_options(*verb, options.setup);
  verb->get_option("--data")->description(
      "A file (.mat, .csv, .npy, IDX, HDF5; gzipped too), or digits, iris or debug, "
      "which are built in. Default: debug, for the regressions iris");
  verb->add_option("--function", options.function, function_names())
      ->type_name("NAME")
      ->excludes("--model")
      ->excludes("--data")
      ->excludes("--weights");
  verb->add_option("--at", options.at, "Where the function is looked at")->type_name("X")->check(CLI::Number);
  verb->add_option("--method", options.methods, "How to differentiate; may be given several times. "
                                                "Default: central and forward")
      ->type_name("NAME")
      ->check(CLI::IsMember(methods_with_steps()));
  verb->add_option("--parameters", options.parameters, "all, or how many: a sample that covers every block")
      ->type_name("all|N")
      ->capture_default_str();
  verb->add_option("--longest", options.longest, "The longest step: absolute, beyond 1 relative to the parameter")
      ->type_name("H")
      ->check(not_negative)
      ->capture_default_str();
  verb->add_option("--shortest", options.shortest, "The shortest step")
      ->type_name("H")
      ->check(not_negative)
      ->capture_default_str();
  verb->add_option("--per-decade", options.per_decade, "Steps to each factor of ten")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  verb->add_option("--csv", options.csv, "Write method, step and error of each point")->type_name("FILE.csv");
  verb->add_option("--svg", options.svg, "Write the picture, for a page; it is good on light and dark")
      ->type_name("FILE.svg");
  verb->add_flag("--json", options.json, "Print one JSON object instead of the report");
  verb->footer(
      "Exit status: 0 done, 2 bad input.\n\n"
      "Examples:\n"
      "  gradlab sweep\n"
      "  gradlab sweep --method complex_step --method order_six\n"
      "  gradlab sweep --function exp --svg exp.svg --csv exp.csv\n"
      "  gradlab sweep --data digits --examples 50\n"
      "  gradlab sweep --method complex_step --shortest 1e-200 --per-decade 1\n"
      "  gradlab sweep --json | jq .best_step");
}

void add_exercise(CLI::App& app, ExerciseVerb& options) {
  CLI::App* verb = app.add_subcommand("exercise", "Write the code yourself, and be told what is wrong, and why");
  verb->add_option("action", options.action,
                   "list (all, and how far you are),\n"
                   "start (writes your file),\n"
                   "check (judges it),\n"
                   "watch (judges it at each save),\n"
                   "hint (one more each time),\n"
                   "solution (after passing, or when asked twice),\n"
                   "reset (begins anew; what you had is kept)")
      ->type_name("ACTION")
      ->check(CLI::IsMember({"list", "start", "check", "watch", "hint", "solution", "reset"}))
      ->capture_default_str();
  verb->add_option("exercise", options.exercise, "Its number or name. Default: the one at hand")->type_name("N");
  verb->add_flag("--python", options.python, "In Python instead of C++: lessons 7 to 14");
  verb->add_option("--folder", options.folder,
                   "Where your files are. Default: where they were last, at first ./gradlab-exercises")
      ->type_name("DIR");
  verb->add_flag("--yes", options.yes, "Reset without asking; what you had is kept all the same");
  verb->add_flag("--json", options.json, "Print one JSON object: for list and check");
  verb->footer(
      "Your code is compiled and run, with your rights, in a process of its own.\n"
      "Exit status: 0 passed or done, 1 not passed, 2 bad input.\n\n"
      "Examples:\n"
      "  gradlab exercise\n"
      "  gradlab exercise start 7\n"
      "  gradlab exercise check 7\n"
      "  gradlab exercise hint 7\n"
      "  gradlab exercise list --json | jq '.exercises[].title'");
}

}  // namespace

std::unique_ptr<CLI::App> make_grammar(Options& options) {
  auto app = std::make_unique<CLI::App>("gradlab teaches backpropagation and checks gradients.", "gradlab");
  app->set_version_flag("--version", "gradlab " GRADLAB_VERSION);
  app->require_subcommand(0, 1);
  app->formatter(std::make_shared<HelpLayout>());
  add_check(*app, options.check);
  add_compare(*app, options.compare);
  add_mistakes(*app, options.mistakes);
  add_step(*app, options.step);
  add_learn(*app, options.learn);
  add_train(*app, options.train);
  add_sweep(*app, options.sweep);
  add_exercise(*app, options.exercise);
  app->footer("Try `gradlab check` first; `gradlab check --help` tells what else it can do.");
  return app;
}

}  // namespace gradlab::program
