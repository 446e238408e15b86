// gradlab bench: its fields, on a network that takes a moment. No figure of speed is asked for.
#include "run.hpp"

#include <doctest/doctest.h>

namespace test_bench {

using nlohmann::json;

TEST_SUITE_BEGIN("bench");

TEST_CASE("each figure has its ratio, and no figure is missing") {
  const json report = run_json("bench --data digits --examples 100 --seconds 2 --growth --threads 2");
  for (const json& result : report["results"]) {
    CAPTURE(result.dump());
    CHECK(result["seconds"].get<double>() > 0);
    CHECK(result["ratio"].get<double>() > 0);
    CHECK(result["name"].is_string());
    CHECK(result["ratio_to"].is_string());
  }
  const bool has_numpy = run_shell("/usr/bin/python3 -c 'import numpy'").status == 0;
  CHECK(report["results"].size() == (has_numpy ? 9 : 8));
  CHECK(report["source_share_of_peak"].is_number() == has_numpy);
  for (const char* name : {"blocked_share_of_peak", "exhaustive_seconds", "exhaustive_speedup", "peak_gflops",
                           "exhaustive_threads_ratio", "blocked_threads_ratio"}) {
    CAPTURE(name);
    CHECK(report[name].get<double>() > 0);
  }
  CHECK(report["threads"] == 2);
  CHECK(report["weights"] == 1885);
  CHECK(report["black_box_evaluations"].get<int>() >= 200);
  CHECK(report["growth"].size() == 4);
  for (const json& growth : report["growth"]) CHECK(growth["exhaustive_exponent"].is_number());
  // 4 m (n+1) h + 6 m (h+1) K
  CHECK(report["gflop"].get<double>() == doctest::Approx((4.0 * 100 * 65 * 25 + 6.0 * 100 * 26 * 10) / 1e9));
}

TEST_CASE("the report has a picture, and fits 80 columns") {
  const Run run = run_gradlab("bench --data debug --seconds 0.1");
  CHECK(run.status == 0);
  CHECK(run.out.find("the limit") != std::string::npos);
  CHECK(run.out.find("all 38 weights") != std::string::npos);
  CHECK(widest_line(run.out) <= 80);
  CHECK(run.out.find("time against") == std::string::npos);
}

TEST_CASE("where no Python runs the source, the ladder begins at the loop, and says why") {
  const Run run = run_shell("env PATH=/nowhere '" GRADLAB_PROGRAM "' bench --data debug --seconds 0.1");
  CHECK(run.status == 0);
  CHECK(run.out.find("not timed in NumPy: ") != std::string::npos);
  CHECK(run.out.find("the limit") != std::string::npos);
  CHECK(widest_line(run.out) <= 80);
}

TEST_CASE("a source that takes too long for the time that there is is left out") {
  const json report = run_json("bench --data digits --examples 100 --seconds 0.01");
  CHECK(report["source_share_of_peak"].is_null());
  CHECK(report["results"].size() == 8);
}

TEST_CASE("bad values are refused") {
  CHECK(run_gradlab("bench --seconds 0").status == 2);
  CHECK(run_gradlab("bench --threads -1").status == 2);
}

TEST_CASE("Ctrl-C ends with a word what has nothing to show yet") {
  const Run run = run_shell(std::string("timeout --preserve-status -s INT 2 '") + GRADLAB_PROGRAM + "' bench");
  CHECK(run.status == 130);
  CHECK(run.out.empty());
  CHECK(run.err == "gradlab: interrupted\n");
}

TEST_SUITE_END();

}  // namespace test_bench
