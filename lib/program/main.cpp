// The gradlab command: parses, hands over to a verb, and turns its outcome into an exit status. All errors end here.
#include "gradlab/single_threaded_blas.hpp"
#include "program/check.hpp"
#include "program/compare.hpp"
#include "program/exercise_verb.hpp"
#include "program/learn_verb.hpp"
#include "program/mistakes_verb.hpp"
#include "program/options.hpp"
#include "program/replay.hpp"
#include "terminal/status.hpp"
#include "program/step_verb.hpp"
#include "program/sweep.hpp"
#include "program/train.hpp"
#include "program/welcome.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <string>

namespace {

using namespace gradlab::program;

int report_error(const std::string& message) {
  fmt::print(stderr, "gradlab: {}\n", message);
  return bad_input;
}

int run_verb(const CLI::App& app, const Options& options) {
  if (app.got_subcommand("check")) return run_check(options.check);
  if (app.got_subcommand("compare")) return run_compare(options.compare);
  if (app.got_subcommand("mistakes")) return run_mistakes(options.mistakes);
  if (app.got_subcommand("step")) return run_step(options.step);
  if (app.got_subcommand("learn")) return run_learn(options.learn);
  if (app.got_subcommand("train")) return run_train(options.train);
  if (app.got_subcommand("sweep")) return run_sweep(options.sweep);
  if (app.got_subcommand("exercise")) return run_exercise(options.exercise);
  print_welcome();
  return done;
}

// The verb that was being parsed, for "try gradlab check --help".
std::string help_for(const CLI::App& app) {
  const auto used = app.get_subcommands();
  return used.empty() ? "gradlab --help" : "gradlab " + used.front()->get_name() + " --help";
}

// What has been printed must have arrived: a full disk shows only when the buffer is written out.
int finish(int status) {
  if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return status;
  return report_error(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

}  // namespace

int main(int argc, char** argv) {
  const gradlab::SingleThreadedBlas blas;  // on a busy machine its threads wait for one another far longer than they work
  Options options;
  const auto app = make_grammar(options);
  remember_command_line(argc, argv);
  try {
    app->parse(argc, argv);
    return finish(run_verb(*app, options));
  } catch (const CLI::Success& success) {
    return finish(app->exit(success));
  } catch (const CLI::ParseError& error) {
    return report_error(fmt::format("{}; see {}", error.what(), help_for(*app)));
  } catch (const std::bad_alloc&) {
    return report_error("not enough memory for data of this size; try --examples with fewer");
  } catch (const std::exception& error) {
    return report_error(error.what());
  }
}
