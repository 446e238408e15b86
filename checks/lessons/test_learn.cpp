// gradlab learn as a user meets it without a terminal: lists, whole lessons, the remembered place, bad input.
#include "run.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace test_learn {

using nlohmann::json;

TEST_SUITE_BEGIN("learn");

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool is_ascii(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

}  // namespace

TEST_CASE("the list names every lesson with its objective, as text and as JSON") {
  const json list = run_json("learn --list");
  REQUIRE(!list["lessons"].empty());
  const Run text = run_gradlab("learn");
  CHECK(text.status == 0);
  CHECK(widest_line(text.out) <= 80);
  CHECK(contains(text.out, "gradlab learn 1"));
  int number = 1;
  for (const json& lesson : list["lessons"]) {
    CHECK(lesson["number"] == number++);
    CHECK(contains(text.out, lesson["title"].get<std::string>()));
    for (const char* key : {"name", "objective", "exercise"}) CHECK(!lesson[key].get<std::string>().empty());
    CHECK(!lesson["sections"].empty());
    CHECK(!lesson["questions"].empty());
    CHECK(lesson["finished"] == false);
  }
  CHECK(list["place"].is_null());
}

TEST_CASE("a whole lesson through a pipe: 80 columns, no escape codes, plain without UTF-8") {
  const json list = run_json("learn --list");
  for (const json& lesson : list["lessons"]) {
    const std::string arguments = "learn --all " + lesson["number"].dump();
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments);
    CHECK(run.status == 0);
    CHECK(run.err.empty());
    CHECK(widest_line(run.out) <= 80);
    CHECK(!contains(run.out, "\033"));
    CHECK(is_ascii(run.out));
    CHECK(contains(run.out, "Answer 1: "));
    CHECK(run.out.find("Answer 1: ") > run.out.find("== Read on"));
    for (const json& section : lesson["sections"]) CHECK(contains(run.out, section.get<std::string>()));
  }
}

TEST_CASE("with UTF-8 there are Greek letters, and 80 columns still") {
  const Run run = run_shell(std::string("env LC_ALL=C.UTF-8 '") + GRADLAB_PROGRAM + "' learn --all 1");
  CHECK(contains(run.out, "θ"));
  CHECK(widest_line(run.out) <= 80);
}

TEST_CASE("a lesson without a terminal is printed whole") {
  CHECK(run_gradlab("learn 1").out == run_gradlab("learn --all 1").out);
}

TEST_CASE("the code is in NumPy, or in C++ where that is asked for") {
  const std::string numpy = "y10[:, i-1]", cpp = "y10.col(i - 1)";
  CHECK(contains(run_gradlab("learn 5").out, numpy));
  CHECK(!contains(run_gradlab("learn 5").out, cpp));
  CHECK(contains(run_gradlab("learn 5 --language cpp").out, cpp));
  CHECK(!contains(run_gradlab("learn 5 --language cpp").out, numpy));
}

TEST_CASE("the place is read from the state folder; a damaged file counts as none") {
  const std::string state = scratch_folder().string() + "/state";
  std::filesystem::create_directories(state + "/gradlab");
  const auto list = [&] {
    return json::parse(
        run_shell("env XDG_STATE_HOME='" + state + "' '" + GRADLAB_PROGRAM + "' learn --list --json").out);
  };
  std::ofstream(state + "/gradlab/learn.json") << R"({"lesson": 1, "section": 2, "finished": [1]})";
  CHECK(list()["place"] == json{{"lesson", 1}, {"section", 2}});
  CHECK(list()["lessons"][0]["finished"] == true);
  std::ofstream(state + "/gradlab/learn.json") << "{ not this";
  CHECK(list()["place"].is_null());
}

TEST_CASE("the words of the course: all, those like one, and by their other names") {
  const Run all = run_gradlab("learn --words"), one = run_gradlab("learn --words Xavier");
  CHECK(all.status == 0);
  CHECK(widest_line(all.out) <= 80);
  CHECK(contains(all.out, "cross-entropy"));
  CHECK(contains(one.out, "Glorot initialization"));
  CHECK_FALSE(contains(one.out, "cross-entropy"));
}

TEST_CASE("bad input is refused in one line") {
  for (const char* arguments : {"learn 0", "learn 99", "learn --all 99", "learn -1", "learn one", "learn --list 1",
                                "learn --all --json", "learn 1 --json", "learn 1 2", "learn --words nosuchword",
                                "learn --words --all", "learn 1 --language perl"}) {
    CAPTURE(arguments);
    const Run run = run_gradlab(arguments);
    CHECK(run.status == 2);
    CHECK(run.out.empty());
    CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  }
}

TEST_SUITE_END();

}  // namespace test_learn
