// gradlab train: minimizes a model's cost and shows what came of it. See training.hpp for the run itself.
#include "gradlab/in_parallel.hpp"
#include "gradlab/models/network/mistakes.hpp"
#include "gradlab/train/optimizer.hpp"
#include "program/confusion.hpp"
#include "program/page.hpp"
#include "program/exit_status.hpp"
#include "program/ranks.hpp"
#include "program/replay.hpp"
#include "program/training.hpp"
#include "program/verb.hpp"
#include "terminal/canvas.hpp"
#include "terminal/json.hpp"
#include "terminal/output_file.hpp"
#include "terminal/plot.hpp"
#include "terminal/status.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace gradlab::program {

namespace {

using train::Ending;

// ---- judging ----

bool cost_rose(const train::Minimum& minimum) {
  return minimum.ending == Ending::not_finite || minimum.cost_history.back() > minimum.cost_history.front();
}

int status_of(const Training& training) {
  if (training.minimum.ending == Ending::stopped) return interrupted;
  const int checked = exit_status(training.check.verdict);
  return checked == done && cost_rose(training.minimum) ? static_cast<int>(disagree) : checked;
}

double largest_relative_error(const check::CheckResult& result) {
  double largest = 0;
  for (const check::BlockResult& block : result.implementations.front().blocks) {
    largest = std::max(largest, check::relative_error(block.worst));
  }
  return largest;
}

// ---- JSON ----

std::string_view name_of(Ending ending) {
  switch (ending) {
    case Ending::iterations_done: return "iterations_done";
    case Ending::converged: return "converged";
    case Ending::no_lower_cost: return "no_lower_cost";
    case Ending::not_finite: return "not_finite";
    case Ending::stopped: return "interrupted";
  }
  return "";
}

Json number_or_null(double value) { return std::isnan(value) ? Json(nullptr) : number(value); }

Json numbers(const arma::vec& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(number(value));
  return list;
}

Json to_json(const check::CheckResult& result, arma::uword parameters) {
  const check::Counts& counts = result.implementations.front().counts;
  return {{"verdict", to_string(result.verdict)},
          {"method", result.method},
          {"parameters", parameters},
          {"checked", counts.checked},
          {"agreeing", counts.agreeing},
          {"disagreeing", counts.disagreeing},
          {"undecided", counts.undecided},
          {"largest_relative_error", number(largest_relative_error(result))}};
}

Json confusion_to_json(const Score& score, const std::vector<std::string>& labels) {
  if (score.confusion.is_empty()) return nullptr;
  Json rows = Json::array();
  for (arma::uword i = 0; i < score.confusion.n_rows; ++i) {
    rows.push_back(arma::conv_to<std::vector<arma::uword>>::from(score.confusion.row(i)));
  }
  return {{"labels", labels}, {"counts", rows}};
}

Json to_json(const Training& training, const TrainVerb& options) {
  const train::Minimum& minimum = training.minimum;
  const ProblemSetup& setup = training.setup;
  return {{"iterations", minimum.iterations()},
          {"resumed_at", training.resumed_at},
          {"ending", name_of(minimum.ending)},
          {"optimizer", options.optimizer},
          {"cost_history", numbers(minimum.cost_history)},
          {"evaluations", minimum.evaluations},
          {"seconds", number(training.seconds)},
          {"training_accuracy", number_or_null(training.training.accuracy())},
          {"held_out_accuracy", number_or_null(training.held_out.accuracy())},
          {"training_cost", number_or_null(training.training.cost)},
          {"held_out_cost", number_or_null(training.held_out.cost)},
          {"training_confusion", confusion_to_json(training.training, training.label_names)},
          {"held_out_confusion", confusion_to_json(training.held_out, training.label_names)},
          {"gradient_check", to_json(training.check, setup.theta.n_elem)},
          {"network",
           {{"inputs", setup.layers.front()},
            {"hidden", setup.has_hidden_layer() ? setup.layers[1] : 0},
            {"labels", setup.layers.back()},
            {"examples", training.training.examples},
            {"held_out", training.held_out.examples},
            {"lambda", number(setup.lambda)},
            {"parameters", setup.theta.n_elem}}},
          {"saved", options.save.empty() ? Json(nullptr) : Json(options.save)},
          {"seed", options.setup.seed},
          {"replay", replay_line(options.setup.seed)}};
}

// ---- the report ----

std::string describe_split(const Training& training, const TrainVerb& options) {
  const std::string trained_on = counted(training.training.examples, "example");
  if (training.held_out.examples == 0) return fmt::format("all {} to train on, none held out", trained_on);
  return fmt::format("{} to train on, {} held out ({:g} %), by seed {}", trained_on,
                     with_thousands(training.held_out.examples), 100 * options.held_out, options.setup.seed);
}

std::string describe_check(const check::CheckResult& result, arma::uword parameters) {
  const check::Counts& counts = result.implementations.front().counts;
  const std::string sample =
      fmt::format("{} of {} entries against numerical derivatives", with_thousands(counts.checked),
                  with_thousands(parameters));
  switch (result.verdict) {
    case check::Verdict::agree:
      return fmt::format("checked before the start: it AGREES\n{},\nrelative error at most {:.0e}", sample,
                         largest_relative_error(result));
    case check::Verdict::disagree:
      return fmt::format(
          "checked before the start: it DISAGREES\n{}, {} wrong;\ntrained all the same: a cost "
          "can fall with a wrong gradient",
          sample, with_thousands(counts.disagreeing));
    case check::Verdict::undecided: break;
  }
  return fmt::format("checked before the start: UNDECIDED\n{}, {} open", sample, with_thousands(counts.undecided));
}

std::string describe_ending(const Training& training, const TrainVerb& options) {
  switch (training.minimum.ending) {
    case Ending::iterations_done: return "";
    case Ending::converged: return "\nconverged: the gradient is as good as zero";
    case Ending::no_lower_cost:
      return training.check.verdict == check::Verdict::disagree
                 ? "\nended: no step along the wrong gradient lowers the cost"
                 : "\nended: no step lowers the cost further, down to rounding";
    case Ending::not_finite:
      return fmt::format("\nended: the next cost is not finite; try a smaller --alpha{}",
                         options.scale ? "" : ", or --scale");
    case Ending::stopped:
      return fmt::format("\ninterrupted before all {} iterations", with_thousands(options.iterations));
  }
  return "";
}

std::string describe_optimizer(const Training& training, const TrainVerb& options) {
  const train::Minimum& minimum = training.minimum;
  std::string text =
      fmt::format("{}: {} in {:.2f} s, {}", options.optimizer, counted(minimum.iterations(), "iteration"),
                  training.seconds, counted(minimum.evaluations, "evaluation"));
  if (training.resumed_at > 0) text += fmt::format("\nafter {} before", counted(training.resumed_at, "iteration"));
  text += describe_ending(training, options);
  if (minimum.ending != Ending::not_finite && cost_rose(minimum)) {
    text += fmt::format("\nthe cost ROSE: alpha is too large{}",
                        options.scale ? "" : "; try a smaller --alpha, or --scale");
  }
  return text;
}

// A logarithmic axis where a linear one would show a cliff and a floor.
std::string draw_history(const arma::vec& history, const Canvas& canvas) {
  if (history.n_elem < 2) return "";
  Chart chart;
  const bool steep = history.min() > 0 && history.max() > 50 * history.min();
  chart.title = fmt::format("cost J, from {:.6g} to {:.6g}", history.front(), history.back());
  chart.x.label = "iteration";
  chart.y.logarithmic = steep;
  chart.curves = {{"", arma::regspace(0, static_cast<double>(history.n_elem - 1)), history}};
  return draw_chart(chart, canvas) + "\n";
}

std::string draw_accuracies(const Training& training, const Canvas& canvas) {
  std::vector<Bar> bars;
  const auto add = [&](const std::string& label, const Score& score) {
    if (std::isnan(score.accuracy())) return;
    bars.push_back({label, score.accuracy(),
                    fmt::format("{:6.2f} %  {} of {}", 100 * score.accuracy(), with_thousands(score.right),
                                with_thousands(score.examples))});
  };
  add("training", training.training);
  add("held out", training.held_out);
  if (bars.empty()) return "";
  return paint("  answered right", heading, canvas.color) + "\n" + draw_bars(bars, 1, canvas) + "\n";
}

std::string describe_costs(const Training& training, bool color) {
  const auto text_of = [](const Score& score) {
    return score.examples == 0 ? "none" : fmt::format("{:.6g}", score.cost);
  };
  return line_of("cost",
                 fmt::format("without the penalty: training {}, held out {}", text_of(training.training),
                             text_of(training.held_out)),
                 color) +
         "\n";
}

std::string describe_confusion(const Training& training, bool color) {
  const bool held_out = training.held_out.examples > 0;
  const arma::umat& confusion = (held_out ? training.held_out : training.training).confusion;
  if (confusion.is_empty()) return "";
  return paint(fmt::format("  confusion, {} examples", held_out ? "held-out" : "training"), heading, color) + "\n" +
         program::describe_confusion(confusion, training.label_names, color) + "\n";
}

std::string name_weights_options(const Training& training, const TrainVerb& options) {
  const ProblemOptions& setup = options.setup;
  std::string text = setup.model == models().front().name ? "" : " --model " + setup.model;
  if (!setup.data.empty()) text += " --data " + quoted_for_shell(setup.data);
  const ProblemSetup& trained = training.setup;
  if (trained.has_hidden_layer() && trained.layers[1] != 25) text += fmt::format(" --hidden {}", trained.layers[1]);
  if (setup.lambda != 1) text += fmt::format(" --lambda {}", setup.lambda);
  if (setup.order != "rows") text += " --order " + setup.order;
  return text + " --weights " + quoted_for_shell(options.save);
}

std::string next_steps(const Training& training, const TrainVerb& options, bool color) {
  const auto hint = [&](const std::string& line, const std::string& what) {
    std::string text;
    for (const std::string& part : wrap_command(line, 76)) text += fmt::format("    {}\n", paint(part, command, color));
    return text + fmt::format("      {}\n", what);
  };
  std::string text =
      describe_replay(options.setup.seed, 14, color) + "\n" + paint("  next", heading, color) + "\n";
  if (!options.save.empty()) {
    text += hint("gradlab check" + name_weights_options(training, options), "check the gradient where training ended");
  } else {
    text += hint("gradlab train --save weights.csv", "keep what was learned, for --weights");
  }
  return text + hint(options.optimizer == "lbfgs" ? "gradlab train --optimizer gradient_descent" : "gradlab train",
                     "the same gradient, another optimizer");
}

void print_report(const Training& training, const TrainVerb& options) {
  const Canvas canvas = chart_canvas(stdout);
  const bool color = canvas.color;
  const ProblemSetup& setup = training.setup;
  fmt::print("{}\n\n",
             paint("gradlab train: follow the gradient down, then ask about what was not seen", heading, color));
  fmt::print("{}{}{}{}{}{}{}\n",
             line_of("model", fmt::format("{}; lambda {:g}", setup.architecture, setup.lambda), color),
             line_of("data", setup.data, color), line_of("split", describe_split(training, options), color),
             training.scaling.empty() ? "" : line_of("scaled", training.scaling, color),
             line_of("weights", setup.weights, color),
             line_of("gradient", describe_check(training.check, setup.theta.n_elem), color),
             line_of("optimizer", describe_optimizer(training, options), color));
  fmt::print("{}{}{}{}", draw_history(training.minimum.cost_history, canvas), draw_accuracies(training, canvas),
             describe_costs(training, color), describe_confusion(training, color));
  if (!options.save.empty()) {
    fmt::print("{}", line_of("saved",
                             fmt::format("{}: {} weights in one column, for --weights", printable(options.save),
                                         with_thousands(training.theta.n_elem)),
                             color));
  }
  fmt::print("{}", next_steps(training, options, color));
}

void say_interrupted(const Training& training, const TrainVerb& options) {
  if (training.minimum.ending != Ending::stopped) return;
  fmt::print(stderr, "gradlab: interrupted after {} iterations; {}\n", with_thousands(training.minimum.iterations()),
             options.save.empty() ? "nothing was to be saved (see --save)" : "what was learned is in " + printable(options.save));
}

// The exit status is 0; 1 where the gradient was wrong at the start or the cost rose, 3 where the gradient's check was
// undecided, 130 where Ctrl-C ended the training. The weights are saved in each case.
int run_train(TrainVerb options) {
  if (!options.resume.empty()) {
    if (options.save.empty()) options.save = options.resume;
    options.setup.weights = options.resume;
  }
  in_parallel::limit_threads(options.threads);
  require_writable("--save", options.save, ".csv");
  require_report(options.html);
  const Training training = run_training(options);
  if (options.json) {
    print_json(to_json(training, options));
  } else {
    print_report(training, options);
  }
  write_report(options.html, "train", to_json(training, options));
  say_interrupted(training, options);
  return status_of(training);
}

std::string list_optimizers() {
  std::string text = "How to go down:";
  for (const train::Optimizer& optimizer : train::optimizers()) {
    text += fmt::format("\n{} ({})", optimizer.name, optimizer.summary);
  }
  return text;
}

}  // namespace

Verb train_verb() {
  const auto options = std::make_shared<TrainVerb>();
  return {.name = "train",
          .one_line = "Minimize the cost, and count how many examples are answered right",
          .hints = {{"gradlab train", "follow the gradient down"}},
          .options = join({problem_options(options->setup, "digits, for the regressions iris"),
                           {{.name = "--optimizer",
                             .target = &options->optimizer,
                             .value = "NAME",
                             .summary = list_optimizers(),
                             .shows_default = true,
                             .suggestions = names_of(train::optimizers())},
                            {.name = "--iterations",
                             .target = &options->iterations,
                             .value = "N",
                             .summary = "At most so many steps, with those before --resume",
                             .shows_default = true,
                             .checks = {whole_between(0, largest_count)}},
                            {.name = "--alpha",
                             .target = &options->alpha,
                             .value = "A",
                             .summary = "Gradient descent's step, in units of the gradient. Default: 1, for the "
                                        "regressions 0.01",
                             .checks = {refuse_negative}},
                            {.name = "--held-out",
                             .target = &options->held_out,
                             .value = "SHARE",
                             .summary = "The share of the examples, drawn by the seed, that is not trained on",
                             .shows_default = true,
                             .checks = {between(0, 0.95)}},
                            {.name = "--scale",
                             .target = &options->scale,
                             .summary = "Bring the features to mean 0 and deviation 1 first, as the examples trained "
                                        "on have them; the weights are saved for the features as they came"},
                            {.name = "--implementation",
                             .target = &options->implementation,
                             .value = "NAME",
                             .summary = "Whose gradient: loop, vectorized, and for the neural network blocked, or a "
                                        "mistake by its name: a wrong gradient trains too, only worse. "
                                        "Default: the fastest",
                             .suggestions = names_of(neural_network::mistakes(), {"loop", "vectorized", "blocked"})},
                            {.name = "--save",
                             .target = &options->save,
                             .value = "FILE.csv",
                             .summary = fmt::format("Write the weights, one column of CSV, for --weights: at the end, "
                                                    "and every {} iterations, where L-BFGS then begins anew",
                                                    iterations_of_piece)},
                            {.name = "--resume",
                             .target = &options->resume,
                             .value = "FILE.csv",
                             .summary = "Go on with this training where the file that --save has written is, up to "
                                        "all iterations, and save there again"},
                            threads_option(options->threads),
                            json_option(options->json, "Print one JSON object instead of the report"),
                            html_option(options->html)}}),
          .notes =
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
              "  gradlab train --model linear_regression --scale --optimizer gradient_descent",
          .run = [options] { return run_train(*options); }};
}

}  // namespace gradlab::program
