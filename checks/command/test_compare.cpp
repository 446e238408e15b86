// gradlab compare: the outputs side by side, the table over sizes, and the files it saves.
#include "run.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace test_compare {

using nlohmann::json;
namespace fs = std::filesystem;

TEST_SUITE_BEGIN("compare");

TEST_CASE("all six outputs, in the source's order, with shapes and differences") {
  const json report = run_json("compare");
  CHECK(report["verdict"] == "agree");
  std::vector<std::string> names;
  for (const json& output : report["outputs"]) {
    names.push_back(output["name"]);
    CHECK(output["max_absolute_difference"].get<double>() < 1e-12);
    CHECK(output.contains("max_relative_difference"));
    CHECK(output.contains("max_ulps"));
  }
  CHECK(names == std::vector<std::string>{"cost", "grad1", "grad2", "reg_J", "grad1_reg", "grad2_reg"});
  CHECK(report["outputs"][1]["shape"] == json{25, 65});
  CHECK(report["loop_seconds"].get<double>() > 0);
  CHECK(report["speed_ratio"].get<double>() ==
        doctest::Approx(report["loop_seconds"].get<double>() / report["vectorized_seconds"].get<double>()));
  CHECK(report["blocked_ratio"].get<double>() ==
        doctest::Approx(report["loop_seconds"].get<double>() / report["blocked_seconds"].get<double>()));
  CHECK(run_gradlab("compare --data debug --threads 1").out.find("blocked") != std::string::npos);
}

TEST_CASE("the regressions have four outputs") {
  for (const char* model : {"linear_regression", "logistic_regression"}) {
    const json report = run_json(std::string("compare --model ") + model);
    CHECK(report["verdict"] == "agree");
    CHECK(report["outputs"].size() == 4);
    CHECK(report["blocked_seconds"].is_null());
  }
}

TEST_CASE("a table over sizes, more examples than there are included") {
  const json report = run_json("compare --sizes 50,500,5000");
  REQUIRE(report["sizes"].size() == 3);
  CHECK(report["sizes"][2]["examples"] == 5000);
  const Run text = run_gradlab("compare --sizes 5,500");
  CHECK(text.out.find("ratio") != std::string::npos);
  CHECK(text.out.find("64-25-10, sigmoid") != std::string::npos);  // five examples lack some of the ten labels
}

TEST_CASE("--save writes all outputs of each with 17 digits") {
  const fs::path folder = scratch_folder() / "outputs";
  CHECK(run_gradlab("compare --data debug --save outputs").status == 0);
  for (const char* twin : {"loop", "vectorized", "blocked"}) {
    for (const char* name : {"cost", "grad1", "grad2", "reg_J", "grad1_reg", "grad2_reg"}) {
      CHECK(fs::exists(folder / twin / (std::string(name) + ".csv")));
    }
  }
  std::ifstream file(folder / "loop" / "reg_J.csv");
  double saved = 0;
  file >> saved;
  const json report = run_json("check --data debug");
  CHECK(saved == report["implementations"][0]["reg_J"].get<double>());
}

TEST_CASE("saturated examples are named, and the comparison is undecided there") {
  std::string weights;
  for (int i = 0; i < 38; ++i) weights += i < 20 ? "30\n" : "60\n";
  const std::string file = write_file("saturated_compare.csv", weights);
  const json report = run_json("compare --data debug --hidden 5 --weights " + file, 3);
  CHECK(report["saturated_examples"] == json{0, 1, 2, 3, 4});
  CHECK(report["verdict"] == "undecided");
}

TEST_SUITE_END();

}  // namespace test_compare
