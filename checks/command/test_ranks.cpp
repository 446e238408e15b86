// Several processes by MPI, and checks that are kept in a file and taken up again, with MPI and without.
#include "hdf5_writer.hpp"
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace test_ranks {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

const std::string program = std::string("'") + GRADLAB_PROGRAM + "'";

bool has_mpi() {
  const bool is_built = fs::exists(fs::path(GRADLAB_PROGRAM).parent_path() / "libgradlab_mpi.so");
  if (is_built && run_shell("which mpirun").status == 0) return true;
  MESSAGE("skipped: there is no MPI");
  return false;
}

// Root needs the first two; two cores may have three ranks by the third.
const std::string settings =
    "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 ";

Run run_ranks(int ranks, const std::string& arguments) {
  return run_shell(fmt::format("{} mpirun -n {} {} {}", settings, ranks, program, arguments));
}

// Writes begun.sh, which waits until the file `kept` holds the first piece of a check.
void write_begun() {
  fs::remove(scratch_folder() / "kept");
  write_file("begun.sh",
             "for i in $(seq 3000); do [ $(cat kept 2>/dev/null | wc -l) -gt 256 ] && break; sleep 0.01; done\n");
}

// The second of two ranks gets a signal in the midst of a check.
Run signal_rank(const std::string& signal, const std::string& check) {
  write_begun();
  return run_shell(settings + "sh -c 'mpirun -n 2 sh -c \"[ \\$OMPI_COMM_WORLD_RANK = 1 ] && { sh begun.sh; kill -" +
                   signal + " \\$\\$; } & exec \\$0 \\$@\" " + program + " " + check + " --save kept'");
}

// A command gets a signal in the midst of its check.
Run signal_command(const std::string& signal, const std::string& command) {
  write_begun();
  write_file("signal.sh", "env --default-signal=INT " + command + " --save kept &\nsh begun.sh\nkill -" + signal +
                              " $!\nwait $!\n");
  return run_shell(settings + "sh signal.sh");
}

// What no two runs have in common.
json without_times(json report) {
  for (const char* key : {"report", "plan", "replay", "seconds"}) report.erase(key);
  if (report.contains("numeric")) report["numeric"].erase("seconds");
  if (report.contains("implementations")) {
    for (json& one : report["implementations"]) one.erase("seconds");
  }
  return report;
}

std::string read_text(const std::string& name) {
  std::ifstream file(scratch_folder() / name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t count_lines(const fs::path& path) {
  std::ifstream file(path);
  std::size_t count = 0;
  for (std::string line; std::getline(file, line);) ++count;
  return count;
}

std::vector<double> read_weights(const std::string& name) {
  std::istringstream lines(read_text(name));
  std::vector<double> weights;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) weights.push_back(std::stod(line));
  }
  return weights;
}

void require_same_costs(const json& report, const json& alone, double share) {
  const json &costs = report["cost_history"], &right = alone["cost_history"];
  REQUIRE(costs.size() == right.size());
  for (std::size_t i = 0; i < right.size(); ++i) {
    CHECK(std::abs(costs[i].get<double>() - right[i].get<double>()) <= share * right[i].get<double>());
  }
}

}  // namespace

TEST_SUITE_BEGIN("ranks");

TEST_CASE("a check by 1, 2 and 3 ranks says the same to the last bit as without MPI") {
  if (!has_mpi()) return;
  for (const std::string arguments : {"check --json", "check --json --data debug --implementation flipped-sign"}) {
    const json alone = without_times(json::parse(run_gradlab(arguments).out));
    for (const int ranks : {1, 2, 3}) {
      CAPTURE(ranks);
      CHECK(without_times(json::parse(run_ranks(ranks, arguments).out)) == alone);
    }
  }
  CHECK(without_times(run_json("check")) != without_times(run_json("check --seed 2")));
}

TEST_CASE("training by 1, 2 and 3 ranks goes the same way within rounding, and saves the same weights") {
  if (!has_mpi()) return;
  const std::string arguments = "train --json --iterations 10 --save ";
  const json alone = run_json("train --iterations 10 --save alone.csv");
  for (const int ranks : {1, 2, 3}) {
    CAPTURE(ranks);
    const Run run = run_ranks(ranks, arguments + fmt::format("ranks{}.csv", ranks));
    CHECK(run.status == 0);
    const json report = json::parse(run.out);
    require_same_costs(report, alone, 1e-12);
    CHECK(count_lines(scratch_folder() / fmt::format("ranks{}.csv", ranks)) == 1886);
  }
}

// One step of gradient descent with alpha 1: the weights move by the gradient.
TEST_CASE("cost and gradient of 2 and 3 ranks are those of one process to 1e-14") {
  if (!has_mpi()) return;
  const std::string arguments = "train --iterations 1 --optimizer gradient_descent --alpha 1 --json --save ";
  const json alone = run_json(arguments + "one_step.csv");
  const std::vector<double> right = read_weights("one_step.csv");
  REQUIRE(right.size() == 1885);
  for (const int ranks : {2, 3}) {
    CAPTURE(ranks);
    const json report = json::parse(run_ranks(ranks, arguments + "one_step_ranks.csv").out);
    require_same_costs(report, alone, 1e-14);
    const std::vector<double> weights = read_weights("one_step_ranks.csv");
    double largest = 0;
    for (std::size_t p = 0; p < right.size(); ++p) largest = std::max(largest, std::abs(weights.at(p) - right[p]));
    CHECK(largest <= 1e-14);
  }
  CHECK(run_json("train --iterations 1 --optimizer gradient_descent --alpha 1.001")["cost_history"][1] !=
        alone["cost_history"][1]);
}

// Two blobs a label: images of bytes and their labels, as MNIST has them.
void write_images(uint32_t examples, uint32_t side) {
  const auto header = [&](char dimensions) {
    std::string bytes = {0, 0, 8, dimensions};
    for (const uint32_t size : {examples, side, side}) {
      for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(size >> shift & 255);
    }
    return bytes.substr(0, 4 + 4 * static_cast<std::size_t>(dimensions));
  };
  std::string images = header(3), labels = header(1);
  for (uint32_t i = 0; i < examples; ++i) {
    labels += static_cast<char>(i * 7 / 3 % 4);
    for (uint32_t p = 0; p < side * side; ++p) {
      images += static_cast<char>((i * 2654435761u + p * 40503u) >> 9 & 63);
      if (p % 4 == i * 7 / 3 % 4) images.back() = static_cast<char>(images.back() + 100);
    }
  }
  write_file("images", images);
  write_file("labels", labels);
}

// Blobs as above with their labels, as who stores by rows and as who stores by columns writes them.
void write_blobs(const std::string& name, bool by_columns) {
  constexpr arma::uword examples = 1001, values = 64;
  arma::mat X(examples, values), y(examples, 1);
  for (arma::uword i = 0; i < examples; ++i) {
    y(i) = static_cast<double>(1 + i * 7 / 3 % 4);
    for (arma::uword p = 0; p < values; ++p) {
      X(i, p) = static_cast<double>((i * 2654435761u + p * 40503u) >> 9 & 63) / 255;
      if (p % 4 == i * 7 / 3 % 4) X(i, p) += 0.4;
    }
  }
  Hdf5Writer writer(scratch_folder() / name);
  writer.write("X", by_columns ? arma::mat(X.st()) : X);
  writer.write("y", by_columns ? arma::mat(y.st()) : y);
}

// All that ranks may compute otherwise within rounding alone, beside what they may not: names, counts, the verdict.
void require_same_training(json report, json alone) {
  for (const char* costs : {"training_cost", "held_out_cost"}) {
    CHECK(report[costs].get<double>() == doctest::Approx(alone[costs].get<double>()).epsilon(1e-12));
  }
  for (const char* key : {"cost_history", "training_cost", "held_out_cost", "seconds", "replay", "saved"}) {
    report.erase(key);
    alone.erase(key);
  }
  report["gradient_check"].erase("largest_relative_error");
  alone["gradient_check"].erase("largest_relative_error");
  CHECK(report == alone);
}

void train_as_one_process(const std::string& arguments) {
  CAPTURE(arguments);
  const json alone = run_json(arguments);
  for (const int ranks : {2, 3}) {
    CAPTURE(ranks);
    const Run run = run_ranks(ranks, arguments + " --json");
    REQUIRE(run.status == 0);
    const json report = json::parse(run.out);
    require_same_costs(report, alone, 1e-12);
    require_same_training(report, alone);
  }
  const json other = run_json(arguments + " --seed 2");
  CHECK(other["cost_history"] != alone["cost_history"]);
}

TEST_CASE("ranks that each read their part of the images train as one process does, scaled and not") {
  if (!has_mpi()) return;
  write_images(1001, 8);
  for (const std::string options : {"", "--scale", "--examples 300 --held-out 0.1", "--implementation vectorized"}) {
    train_as_one_process("train --iterations 6 --hidden 5 --data images --targets labels " + options);
  }
  CHECK(run_ranks(3, "train --data images --targets labels --examples 2 --held-out 0").err.find("too few for 3") !=
        std::string::npos);
}

TEST_CASE("ranks that each read their rows of an HDF5 file train as one process does, whoever wrote it") {
  if (!has_mpi()) return;
  for (const bool by_columns : {false, true}) {
    write_blobs("blobs.h5", by_columns);
    train_as_one_process("train --iterations 6 --hidden 5 --data blobs.h5");
  }
}

TEST_CASE("what is wrong is said once, and ends all ranks") {
  if (!has_mpi()) return;
  const Run nothing = run_ranks(2, "check --data nope");
  CHECK(nothing.status == 2);
  CHECK(nothing.err.find("nope: no such file") != std::string::npos);
  CHECK(nothing.err.find("nope: no such file") == nothing.err.rfind("nope: no such file"));
  CHECK(run_ranks(2, "check --python nope.py").err.find("one process") != std::string::npos);
  CHECK(run_ranks(2, "train --iterations 1 --implementation loop").status == 0);
  CHECK(run_ranks(2, "train --iterations 1 --implementation flipped-sign").status == 2);
  CHECK(run_ranks(2, "train --iterations 1 --model linear_regression").status == 2);
  CHECK(run_ranks(2, "check --data debug").status == 0);
}

TEST_CASE("a rank that is killed ends the run, with a message and a status") {
  if (!has_mpi()) return;
  const Run run = signal_rank("KILL", "check --examples 20000 --method ridders --threads 1");
  CHECK(run.status != 0);
  CHECK(run.err.find("rank 1") != std::string::npos);
}

TEST_CASE("Ctrl-C of mpirun, and of one rank, shows what has been checked so far, and saves a training") {
  if (!has_mpi()) return;
  const std::string check = "check --examples 20000 --method ridders --threads 1";
  const Run one = signal_rank("INT", check);
  CHECK(one.status == 130);
  CHECK(one.out.find("interrupted after") != std::string::npos);
  CHECK(signal_command("INT", "mpirun -n 2 " + program + " " + check).out.find("interrupted after") != std::string::npos);
  CHECK(run_shell(settings + "timeout --foreground -s INT 3 mpirun -n 2 " + program +
                  " train --threads 1 --iterations 10000000 --optimizer gradient_descent --save ended.csv")
            .out.find("interrupted before all") != std::string::npos);
  CHECK(count_lines(scratch_folder() / "ended.csv") == 1886);
}

TEST_CASE("a check that was killed goes on from its file, with MPI and without, to the same result") {
  const std::string arguments = "check --examples 10000 --method ridders --threads 1 --parameters 800";
  const json whole = without_times(run_json(arguments));
  const fs::path kept = scratch_folder() / "kept";
  for (int ranks = 0; ranks <= 2; ranks += 2) {
    if (ranks > 0 && !has_mpi()) return;
    signal_command("KILL", program + " " + arguments);
    const std::size_t lines = count_lines(kept);
    CHECK(lines > 256);
    CHECK(lines < 801);
    const std::string again = arguments + " --json --resume kept";
    const Run run = ranks == 0 ? run_gradlab(again) : run_ranks(ranks, again);
    CHECK(without_times(json::parse(run.out)) == whole);
    CHECK(count_lines(kept) == 801);
  }
}

TEST_CASE("a file of another check is refused, one that is cut off is used as far as it goes") {
  CHECK(run_gradlab("check --data debug --save small").status == 0);
  CHECK(count_lines(scratch_folder() / "small") == 39);
  const Run other = run_gradlab("check --data debug --seed 2 --resume small");
  CHECK(other.status == 2);
  CHECK(other.err.find("is not of this check") != std::string::npos);
  CHECK(run_gradlab("check --data debug --resume nowhere").err.find("no such file") != std::string::npos);
  CHECK(run_gradlab("check --data debug --resume /dev/zero").err.find("a regular file") != std::string::npos);
  CHECK(run_gradlab("check --data debug --save nowhere/kept").status == 2);
  const json whole = without_times(run_json("check --data debug"));
  std::ifstream file(scratch_folder() / "small");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  for (const std::size_t length : {text.size() - 1, text.size() / 2, text.find('\n') + 1}) {
    write_file("cut", text.substr(0, length));
    CHECK(without_times(run_json("check --data debug --resume cut")) == whole);
  }
}

TEST_CASE("a file of other data is refused in one line, by any number of ranks; data under another name are the same") {
  write_images(300, 8);
  write_file("other_images", read_text("images"));
  std::string changed = read_text("images");
  changed.back() ^= 1;
  write_file("changed_images", changed);
  const std::string check = "check --hidden 2 --parameters 10 --targets labels --data ";
  const std::string train = "train --hidden 2 --iterations 3 --targets labels --data ";
  CHECK(run_gradlab(check + "images --save kept").status == 0);
  CHECK(run_gradlab(train + "images --save kept.csv").status == 0);
  for (const int ranks : {1, 3}) {
    if (ranks > 1 && !has_mpi()) return;
    CAPTURE(ranks);
    const auto run = [ranks](const std::string& line) {
      return ranks == 1 ? run_gradlab(line) : run_ranks(ranks, line);
    };
    for (const auto& [verb, file] : {std::pair(check, "kept"), std::pair(train, "kept.csv")}) {
      CHECK(run(verb + "other_images --resume " + file).status == 0);
      const Run other = run(verb + "changed_images --resume " + file);
      CHECK(other.status == 2);
      CHECK(other.err.find("it has 'data 300 x 64 of checksum ") != std::string::npos);
      CHECK(other.err.find("but this one has 'data 300 x 64 of checksum ") != std::string::npos);
    }
  }
}

TEST_CASE("a training that was killed goes on from its file to the same weights, to the last bit") {
  for (const std::string options : {"", "--scale ", "--optimizer gradient_descent "}) {
    CAPTURE(options);
    const std::string shorter = "train --examples 8000 --held-out 0 --threads 1 " + options;
    const std::string arguments = shorter + "--iterations 200 ";
    CHECK(run_gradlab(arguments + "--save whole.csv").status == 0);
    const std::string whole = read_text("whole.csv");
    CHECK(whole.starts_with("# gradlab train 1: 200 iterations of "));
    fs::remove(scratch_folder() / "killed.csv");
    write_file("kill.sh", program + " " + arguments +
                              "--save killed.csv >/dev/null &\n"
                              "for i in $(seq 3000); do [ -f killed.csv ] && break; sleep 0.01; done\n"
                              "kill -9 $!\n");
    run_shell("sh kill.sh");
    const std::string killed = read_text("killed.csv");
    CHECK(killed.starts_with("# gradlab train 1: "));
    CHECK_FALSE(killed.starts_with("# gradlab train 1: 200 "));
    CHECK(killed.substr(killed.find('\n')) != whole.substr(whole.find('\n')));
    const json rest = run_json(arguments + "--resume killed.csv");
    CHECK(rest["resumed_at"].get<int>() % 50 == 0);
    CHECK(rest["resumed_at"].get<int>() + rest["iterations"].get<int>() == 200);
    CHECK(read_text("killed.csv") == whole);
    // Weights that are not those of the end of a piece go another way.
    CHECK(run_gradlab(shorter + "--iterations 30 --save other.csv").status == 0);
    CHECK(run_gradlab(arguments + "--resume other.csv").status == 0);
    CHECK((read_text("other.csv") == whole) == (options.find("descent") != std::string::npos));
  }
}

TEST_CASE("by two ranks too a training goes on to the same weights") {
  if (!has_mpi()) return;
  const std::string arguments = "train --iterations ";
  CHECK(run_ranks(2, arguments + "120 --save whole.csv").status == 0);
  CHECK(run_ranks(2, arguments + "100 --save half.csv").status == 0);
  CHECK(read_text("half.csv") != read_text("whole.csv"));
  CHECK(run_ranks(2, arguments + "120 --resume half.csv").status == 0);
  CHECK(read_text("half.csv") == read_text("whole.csv"));
}

TEST_CASE("a file of another training is refused") {
  CHECK(run_gradlab("train --iterations 5 --save half.csv").status == 0);
  const auto refuses = [](const std::string& arguments, const std::string& part) {
    const Run run = run_gradlab("train " + arguments);
    CAPTURE(run.err);
    CHECK(run.status == 2);
    CHECK(run.err.find(part) != std::string::npos);
  };
  for (const char* other : {"--seed 2", "--lambda 2", "--examples 500", "--optimizer gradient_descent", "--scale",
                            "--order columns"}) {
    refuses(std::string("--resume half.csv ") + other, "is not of this training");
  }
  refuses("--resume half.csv --lambda 2", "it has 'lambda 1', but this one has 'lambda 2'");
  CHECK(run_gradlab("train --model logistic_regression --positive 2 --iterations 2 --save one.csv").status == 0);
  refuses("--model logistic_regression --positive 1 --resume one.csv", "it has 'label 2 against the rest'");
  write_file("weights.csv", "1\n2\n");
  refuses("--data debug --resume weights.csv", "has");
  refuses("--resume nowhere.csv", "no such file");
  CHECK(run_json("train --iterations 7 --resume half.csv")["iterations"] == 2);
  CHECK(run_json("train --iterations 7 --resume half.csv")["iterations"] == 0);
}

TEST_SUITE_END();

}  // namespace test_ranks
