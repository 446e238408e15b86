// gradlab sweep: the V-curve's published figures, the reason for its best step, its picture and its files.
#include "run.hpp"
#include "terminal.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <sstream>
#include <utility>

namespace test_sweep {

using nlohmann::json;
namespace fs = std::filesystem;

TEST_SUITE_BEGIN("sweep");

namespace {

double error_at(const json& sweep, double step) {
  for (const json& point : sweep["points"]) {
    if (std::abs(point["step"].get<double>() / step - 1) < 1e-9) return point["error"].get<double>();
  }
  FAIL("no point at step " << step);
  return 0;
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the debug network's figures are those of the course: central and forward at 1e-4, central at 1e-12") {
  const json report = run_json("sweep --method central --method forward");
  REQUIRE(report["methods"].size() == 2);
  const json& central = report["methods"][0];
  const json& forward = report["methods"][1];
  CHECK(error_at(forward, 1e-4) == doctest::Approx(2.4e-5).epsilon(0.02));
  // 2.4e-11, of which 2.1e-11 is truncation; the rest is rounding, and goes with the order in which a cost is summed.
  CHECK(error_at(central, 1e-4) == doctest::Approx(2.4e-11).epsilon(0.15));
  // Rounding alone: within a factor of two.
  CHECK(error_at(central, 1e-12) > 0.6e-3);
  CHECK(error_at(central, 1e-12) < 2.4e-3);
  CHECK(report["points"] == central["points"]);
  CHECK(report["best_step"] == central["best_step"]);
  // With regularization the forward difference is off by more: the penalty curves too.
  CHECK(error_at(run_json("sweep --method forward --lambda 1"), 1e-4) > 4e-5);
}

TEST_CASE("the best step and the flanks: h^2 against 1/h for central, h against 1/h for forward") {
  const json central = run_json("sweep");
  CHECK(central["method"] == "central");
  CHECK(central["best_step"].get<double>() > 1e-5);
  CHECK(central["best_step"].get<double>() < 5e-4);
  CHECK(central["truncation"]["power"].get<double>() == doctest::Approx(2).epsilon(0.05));
  CHECK(central["rounding"]["power"].get<double>() == doctest::Approx(-1).epsilon(0.1));
  const double meeting = central["meeting_step"].get<double>(), best = central["best_step"].get<double>();
  CHECK(std::abs(std::log10(meeting / best)) < 1);

  const json forward = run_json("sweep --method forward");
  CHECK(forward["truncation"]["power"].get<double>() == doctest::Approx(1).epsilon(0.05));
  CHECK(forward["best_error"].get<double>() > 100 * central["best_error"].get<double>());
  const json sixth = run_json("sweep --method order_six");
  CHECK(sixth["truncation"]["power"].get<double>() == doctest::Approx(6).epsilon(0.1));
  CHECK(sixth["best_error"].get<double>() < central["best_error"].get<double>());
}

TEST_CASE("the complex step has one flank only, down to 1e-200") {
  const json report = run_json("sweep --method complex_step --shortest 1e-200 --per-decade 1");
  CHECK(error_at(report, 1e-200) < 1e-15);
  CHECK(report["rounding"].is_null());
  CHECK(report["meeting_step"].is_null());
  CHECK(report["truncation"]["power"].get<double>() == doctest::Approx(2).epsilon(0.05));
  const std::string text = run_gradlab("sweep --method complex_step").out;
  CHECK(text.find("nothing is subtracted") != std::string::npos);
}

TEST_CASE("functions whose derivative is known: truncation as Taylor has it, none for a square") {
  // Central: h^2/6 |f'''|/|f'|, and half of that as |a-n| / |a+n|; for exp that is h^2/12.
  const json exp = run_json("sweep --function exp");
  CHECK(exp["truncation"]["factor"].get<double>() == doctest::Approx(1.0 / 12).epsilon(0.02));
  const json sigmoid = run_json("sweep --function sigmoid --at 30 --method central");
  CHECK(sigmoid["points"].size() == 65);
  CHECK(run_json("sweep --function square")["truncation"].is_null());
  // f'(1.5) = 4.05342789389862 is published: forward at 1e-2 and f(1.5), f(1.51) by hand would be off by f''/2 * h.
  CHECK(run_json("sweep --function squire_trapp --method complex_step")["best_error"].get<double>() < 1e-15);
}

TEST_CASE("large models are sampled, the same seed gives the same curve, the replay line repeats it") {
  const json report = run_json("sweep --data digits --examples 20 --labels 10 --parameters 8 --per-decade 1 --seed 3");
  CHECK(report["entries"] == 8);
  CHECK(report["parameters"] == 1885);
  const json again = run_json(report["replay"].get<std::string>().substr(std::string("gradlab ").size()));
  CHECK(again["points"] == report["points"]);
  CHECK(run_json("sweep --data digits --examples 20 --labels 10 --parameters 8 --per-decade 1 --seed 4")["points"] !=
        report["points"]);
  CHECK(run_json("sweep --data debug --parameters all --per-decade 1")["entries"] == 38);
  for (const char* model : {"linear_regression", "logistic_regression"}) {
    CHECK(run_json(std::string("sweep --model ") + model)["best_error"].get<double>() < 1e-8);
  }
}

TEST_CASE("the files hold every point; the picture is whole, and drawn for light and dark") {
  const json report = run_json("sweep --csv curve.csv --svg curve.svg --method central --method forward");
  std::istringstream csv(read_text(scratch_folder() / "curve.csv"));
  std::string line;
  std::getline(csv, line);
  CHECK(line == "method,step,error");
  std::size_t lines = 0;
  while (std::getline(csv, line)) ++lines;
  CHECK(lines == 2 * report["points"].size());
  const std::string svg = read_text(scratch_folder() / "curve.svg");
  CHECK(svg.rfind("<svg ", 0) == 0);
  CHECK(svg.find("</svg>") == svg.size() - 7);
  CHECK(svg.find("prefers-color-scheme:dark") != std::string::npos);
  for (const char* word : {">central<", ">forward<", "step h", "|a-n| / |a+n|"})
    CHECK(svg.find(word) != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
}

TEST_CASE("the report says which truth, fits 80 columns and is plain through a pipe") {
  for (const char* arguments : {"sweep", "sweep --function exp", "sweep --model logistic_regression",
                                "sweep --data digits --examples 5 --parameters 5", "sweep --longest 1e-3"}) {
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments);
    CHECK(run.status == 0);
    CHECK(run.out.find("truth") != std::string::npos);
    CHECK(run.out.find("best step") != std::string::npos);
    CHECK(run.out.find('\033') == std::string::npos);
    CHECK(run.err.empty());
    std::istringstream lines(run.out);
    for (std::string text; std::getline(lines, text);) CHECK(text.size() <= 80);
  }
}

TEST_CASE("a sweep that takes long shows how far it is, from its first costs on") {
  if (!has_tmux()) {
    MESSAGE("skipped: there is no tmux");
    return;
  }
  const std::string large = "'" GRADLAB_PROGRAM "' sweep --hidden 200000";
  for (const auto& [arguments, part] : {std::pair{"", "truth ["}, {" --parameters 1", "steps ["}}) {
    const Terminal terminal(80, 24, large + arguments);
    CHECK(terminal.wait_for(part).find(part) != std::string::npos);
  }
}

TEST_CASE("bad input is one line") {
  const auto refuses = [](const std::string& arguments, const std::string& part) {
    const Run run = run_gradlab("sweep " + arguments);
    INFO(arguments << " -> " << run.err);
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    CHECK(run.err.find(part) != std::string::npos);
  };
  refuses("--method newton", "--method");
  refuses("--method scan", "--method");
  refuses("--function cosh", "there are: exp");
  refuses("--function exp --data digits", "--data");
  refuses("--function exp --at nan", "--at");
  refuses("--function exp --at 1000", "--at 1000");
  refuses("--at 1", "--function");
  refuses("--longest 1e-5 --shortest 1e-3", "longest");
  refuses("--shortest 0", "shortest");
  refuses("--longest nan", "--longest");
  refuses("--per-decade 0", "--per-decade");
  refuses("--parameters none", "--parameters");
  refuses("--csv curve.txt", ".csv");
  refuses("--svg no/such/folder/curve.svg", "no/such/folder");
  CHECK_FALSE(fs::exists(scratch_folder() / "curve.txt"));
}

TEST_SUITE_END();

}  // namespace test_sweep
