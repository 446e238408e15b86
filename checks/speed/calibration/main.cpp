// The calibration: how far numerical methods and verdicts can be trusted, measured on objectives whose derivatives are
// known to 30 digits. Exit status: 0 the goals are reached, 1 they are not, 2 bad usage or a catalogue that fails its
// own test.
#include "catalogue.hpp"
#include "measure.hpp"
#include "report.hpp"
#include "self_test.hpp"

#include "terminal/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <omp.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace {

using namespace gradlab::calibration;
using gradlab::terminal::with_thousands;

struct Options {
  bool full = false;
  bool self_test = false;
  bool spoil = false;
  std::uint64_t entries = 0;  ///< of each row; 0: quick_entries or full_entries
  std::uint64_t seed = 1;
  int threads = 0;
  std::string only;  ///< part of a kind or a name
  std::string rows_of;
  std::string failures_of;
  std::string csv;
};

constexpr std::uint64_t quick_entries = 150;
constexpr std::uint64_t full_entries = 1100;  // over some 300 rows, three gradients each: more than 10^6

void require_contender(const std::string& option, const std::string& name) {
  const std::vector<std::string> names = contenders();
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  throw std::invalid_argument(
      fmt::format("{} should be one of the methods {}, but is '{}'", option, fmt::join(names, ", "), name));
}

Options read_options(CLI::App& app, int argc, char** argv) {
  Options options;
  app.add_flag("--full", options.full, "judge more than 1,000,000 right entries: minutes");
  app.add_flag("--self-test", options.self_test, "test the catalogue and measure nothing");
  app.add_flag("--spoil", options.spoil, "put a false truth into the catalogue: its test has to fail");
  app.add_option("--entries", options.entries, "judge about this many entries of each objective");
  app.add_option("--seed", options.seed, "another seed measures other points")->capture_default_str();
  app.add_option("--threads", options.threads, "0: all processors")->check(CLI::NonNegativeNumber);
  app.add_option("--only", options.only, "the objectives whose kind or name contains TEXT")->type_name("TEXT");
  app.add_option("--rows", options.rows_of, "a table of all objectives for METHOD")->type_name("METHOD");
  app.add_option("--failures", options.failures_of, "the failures of METHOD with their numbers")->type_name("METHOD");
  app.add_option("--csv", options.csv, "write all figures to FILE")->type_name("FILE");
  app.footer(
      "Examples:\n  calibration\n  calibration --only poles --failures auto\n  calibration --full --csv out.csv");
  app.parse(argc, argv);
  require_contender("--rows", options.rows_of);
  require_contender("--failures", options.failures_of);
  return options;
}

std::vector<Row> choose_rows(const std::string& only, bool spoil) {
  std::vector<Row> rows = catalogue();
  if (spoil) rows.push_back(false_row());
  std::erase_if(rows, [&](const Row& row) { return (row.kind + ": " + row.name).find(only) == std::string::npos; });
  if (rows.empty()) throw std::invalid_argument(fmt::format("--only {}: no objective has that in its name", only));
  return rows;
}

void show_progress(double fraction) {
  constexpr int width = 30;
  const int done = std::clamp(static_cast<int>(fraction * width), 0, width);
  fmt::print(stderr, "\r  measuring [{:=<{}}{:{}}] {:3.0f} %", "", done, "", width - done, 100 * fraction);
  if (fraction >= 1) fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

std::vector<RowFigures> measure_all(const std::vector<Row>& rows, const Options& options, std::uint64_t entries) {
  const bool on_terminal = isatty(STDERR_FILENO) == 1;
  const double total = static_cast<double>(entries * rows.size());
  std::atomic<std::uint64_t> done = 0;
  std::vector<RowFigures> figures(rows.size());
  std::exception_ptr failure;

#pragma omp parallel for schedule(dynamic) num_threads(options.threads > 0 ? options.threads : omp_get_num_procs())
  for (std::size_t i = 0; i < rows.size(); ++i) {
    try {
      figures[i] = measure(rows[i], entries, options.seed * 1'000'003 + i, [&](std::uint64_t fresh) {
        done += fresh;
        if (on_terminal && omp_get_thread_num() == 0) show_progress(static_cast<double>(done) / total);
      });
    } catch (...) {
#pragma omp critical
      failure = std::current_exception();
    }
  }
  if (on_terminal) show_progress(1);
  if (failure) std::rethrow_exception(failure);
  return figures;
}

// Written beside the file and renamed, so that nobody ever reads half of it. It is opened before anything is measured:
// a place where nothing can be written shows in time.
class CsvFile {
 public:
  explicit CsvFile(const std::string& name) : name_(name) {
    if (name.empty()) return;
    file_.open(unfinished());
    require_good();
  }
  ~CsvFile() {
    if (file_.is_open()) std::filesystem::remove(unfinished());  // nothing came of it
  }
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  void write(const std::string& text) {
    if (name_.empty()) return;
    file_ << text;
    file_.close();
    require_good();
    std::filesystem::rename(unfinished(), name_);
  }

 private:
  std::string unfinished() const { return name_ + ".unfinished"; }
  void require_good() const {
    if (!file_) throw std::invalid_argument(fmt::format("--csv {}: cannot be written there", name_));
  }

  std::string name_;
  std::ofstream file_;
};

std::string replay_line(const Options& options, std::uint64_t entries) {
  std::string text = fmt::format("\n  again: calibration --entries {} --seed {}", entries, options.seed);
  if (!options.only.empty()) text += fmt::format(" --only '{}'", options.only);
  return text + "\n";
}

int run(const Options& options) {
  CsvFile csv(options.csv);
  const std::vector<Row> rows = choose_rows(options.only, options.spoil);
  const SelfTest test = test_catalogue(rows, options.seed);
  fmt::print("{}", describe(test));
  if (!test.complaints.empty()) return 2;
  if (options.self_test) return 0;

  const std::uint64_t entries =
      options.entries > 0 ? options.entries : options.full ? full_entries : quick_entries;
  const std::vector<RowFigures> figures = measure_all(rows, options, entries);
  fmt::print("{}{}{}", describe_estimates(figures), describe_verdicts(figures), describe_kinds(figures, automatic));
  if (!options.rows_of.empty()) fmt::print("{}", describe_rows(figures, options.rows_of));
  if (!options.failures_of.empty()) fmt::print("{}", describe_failures(figures, options.failures_of));
  const GoalsReport goals = describe_goals(figures);
  fmt::print("{}{}", goals.text, replay_line(options, entries));
  csv.write(to_csv(figures));
  return goals.reached ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"How far numerical derivatives and their verdicts can be trusted, method by method", "calibration"};
  try {
    return run(read_options(app, argc, argv));
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const std::exception& error) {
    fmt::print(stderr, "calibration: {}\n", error.what());
    return 2;
  }
}
