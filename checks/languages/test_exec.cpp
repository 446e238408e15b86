// --exec: any command that speaks the protocol, the README's examples among them, and every way to speak it badly.
#include "code.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

namespace test_exec {

using nlohmann::json;

TEST_SUITE_BEGIN("exec");

namespace {

// The block of the README that begins with ```LANGUAGE, as a file of the scratch folder.
std::string paste(const std::string& language, const std::string& file) {
  std::ifstream readme(GRADLAB_CHECKS_DIR "/../lib/gradlab/languages/adapters/README.md");
  const std::string text{std::istreambuf_iterator<char>(readme), {}};
  const std::string fence = "```" + language + "\n";
  const std::size_t begin = text.find(fence);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = text.find("```", begin + fence.size());
  return write_file(file, text.substr(begin + fence.size(), end - begin - fence.size()));
}

std::size_t count_lines(const std::string& path) {
  std::ifstream file(path);
  return static_cast<std::size_t>(std::count(std::istreambuf_iterator<char>(file), {}, '\n'));
}

bool is_there(const std::string& program) {
  return std::system(("env -i PATH=/usr/bin:/bin sh -c 'command -v " + program + "' >/dev/null").c_str()) == 0;
}

json check_exec(const std::string& command, int expected_status = 0) {
  return run_json("check --exec \"" + command + "\"", expected_status);
}

// A child that answers with these lines, one for each question, whatever the question, and then does `end`.
std::string answering(const std::string& lines, const std::string& end = "sleep 10") {
  std::string script = "#!/bin/sh\n";
  std::istringstream answers(lines);
  for (std::string answer; std::getline(answers, answer);) script += "read question\necho '" + answer + "'\n";
  return "sh " + write_file("answers.sh", script + end + "\n");
}

}  // namespace

TEST_CASE("the examples of the README are complete, at most 30 lines, and agree") {
  struct Example {
    std::string language, file, program, command;
  };
  const std::vector<Example> examples = {{"python", "sines.py", "python3", "python3 sines.py"},
                                         {"cpp", "sines.cpp", "c++", "./sines"},
                                         {"javascript", "sines.js", "node", "node sines.js"},
                                         {"awk", "sines.awk", "mawk", "mawk -W interactive -f sines.awk"},
                                         {"perl", "sines.pl", "perl", "perl sines.pl"}};
  for (const Example& example : examples) {
    CAPTURE(example.language);
    const std::string path = paste(example.language, example.file);
    CHECK(count_lines(path) <= 30);
    if (!is_there(example.program)) {
      MESSAGE("skipped: there is no " << example.program);
      continue;
    }
    if (example.language == "cpp") {
      const std::string folder = scratch_folder().string();
      REQUIRE(std::system(fmt::format("c++ -std=c++17 '{}' -o '{}/sines'", path, folder).c_str()) == 0);
    }
    const json report = check_exec(example.command);
    CHECK(report["verdict"] == "agree");
    CHECK(report["code"]["function"] == "sines");
    CHECK(report["implementations"][0]["agreeing"] == 4);
  }
}

TEST_CASE("an example made wrong disagrees") {
  const std::string path = paste("python", "wrong_sines.py");
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  text.replace(text.find("math.cos"), 8, "math.sin");
  write_file("wrong_sines.py", text);
  CHECK(check_exec("python3 wrong_sines.py", 1)["implementations"][0]["disagreeing"] == 4);
}

TEST_CASE("what the code does not say is null, and nothing in the report") {
  const std::string path = paste("python", "sines.py");
  const json code = check_exec("python3 " + path)["code"];
  for (const char* key : {"signature", "language", "returns"}) CHECK(code[key].is_null());
  const Run run = run_gradlab("check --explain --exec 'python3 sines.py'");
  CHECK(run.status == 0);
  CHECK(run.out.find("python3 sines.py: sines\n") != std::string::npos);
  CHECK(run.out.find("with theta alone\n") != std::string::npos);
  const json told = check_code({"python/classic.py", ""})["code"];
  for (const char* key : {"signature", "language", "returns"}) CHECK(told[key].is_string());
}

TEST_CASE("a function of theta has no network, and a block without a checked entry no worst one") {
  const json report = check_exec("python3 " + paste("python", "sines.py"));
  for (const char* key : {"inputs", "hidden", "labels", "examples", "lambda"}) CHECK(report["network"][key].is_null());
  CHECK(report["network"]["parameters"] == 4);
  CHECK(report["implementations"][0]["blocks"][0]["worst"].is_object());
  const json along = run_json("check --data debug --directions 3");
  for (const json& implementation : along["implementations"]) {
    for (const json& block : implementation["blocks"]) {
      CHECK(block["checked"] == 0);
      CHECK(block["worst"].is_null());
      CHECK(block["norm_ratio"].is_null());
    }
  }
  CHECK(along["network"]["inputs"] == 3);
}

TEST_CASE("a network behind the protocol, with all its questions") {
  const std::string child = GRADLAB_CHECKS_DIR "/languages/learners/network_child.py";
  const json report = check_exec("python3 " + child);
  CHECK(report["verdict"] == "agree");
  CHECK(report["configurations"].size() == 3);
  CHECK(report["code"]["labels"] == "1..K");
}

TEST_CASE("a check of N parameters moves O(N) numbers") {
  const std::string child = GRADLAB_CHECKS_DIR "/languages/learners/counting_child.py";
  const auto bytes = [&](int length) {
    const std::string count = write_file("count", "");
    const json report = run_json(fmt::format("check --method ridders --exec 'python3 {} {} {}'", child, length, count));
    CHECK(report["implementations"][0]["agreeing"] == length);
    double number = 0;
    std::ifstream(count) >> number;
    return number;
  };
  const double few = bytes(20);
  const double many = bytes(200);
  CHECK(many / few < 12);  // ten times the parameters; a copy of theta with every cost would be a hundred times
}

TEST_CASE("everything that can be wrong with an answer is one line") {
  const std::string described = R"({"version":1,"name":"f","parameters":2})";
  const auto refuses_answers = [](const std::string& lines, const std::vector<std::string>& parts) {
    refuses("check --timeout 1 --exec \"" + answering(lines) + "\"", parts);
  };
  refuses_answers("hello", {"answered \"hello\"", "expected one JSON object"});
  refuses_answers("[1,2]", {"expected one JSON object"});
  refuses_answers(R"({"name":"f"})", {"version 1", "says none"});
  refuses_answers(R"({"version":7})", {"version 1", "says 7"});
  refuses_answers(R"({"version":1,"parameters":"two"})", {"parameters should be a whole number", "two"});
  refuses_answers(R"({"error":"no licence"})", {"no licence"});
  refuses_answers(described, {"no answer within 1 s", "to take theta"});
  refuses_answers(described + "\n{}\n{}", {"the cost should be a number", "missing"});
  refuses_answers(described + "\n{}\n" + R"({"cost":1})", {"J alone", "expected (J, gradient)"});
  refuses_answers(described + "\n{}\n" + R"({"cost":1,"gradient":[1,2,3]})", {"should have 2 entries", "has 3"});
  refuses_answers(described + "\n{}\n" + R"({"cost":1,"gradients":[[[1,2]]]})", {"one list", "came as \"gradients\""});
  refuses_answers(described + "\n{}\n" + R"({"cost":1,"gradient":[1,[2]]})", {"the gradient(1) should be a number"});
  refuses_answers(described + "\n{}\n" + R"({"cost":1,"gradient":7})", {"should be a list of numbers", "7"});
  refuses_answers(described + "\n{}\n" + R"({"cost":"about 1","gradient":[1,2]})", {"the cost should be", "about 1"});
}

TEST_CASE("a child that fails in the midst of the check is refused as it is before") {
  const std::string good =
      R"({"version":1,"name":"f","parameters":2})" "\n{}\n" R"({"cost":1,"gradient":[1,2]})" "\n{}\n";
  const auto refuses_later = [&](const std::string& command, const std::vector<std::string>& parts) {
    refuses("check --timeout 1 --exec \"" + command + "\"", parts);
  };
  refuses_later(answering(good), {"no answer within 1 s", "for its cost"});
  refuses_later(answering(good, "exit 7"), {"ended with status 7"});
  std::string many = good;
  for (int i = 0; i < 60; ++i) many += R"({"cost":1,"gradient":[1,2]})" "\n";
  refuses_later(answering(many, "exit 7"), {"ended with status 7"});  // among the differences
  refuses_later(answering(good, "kill -SEGV $$"), {"signal 11"});
  refuses_later(answering(good + "lost"), {"answered \"lost\"", "expected one JSON object"});
  refuses_later(answering(good + R"({"error":"no licence"})"), {"no licence"});
  refuses_later(answering(good + R"({"cost":"about 1"})"), {"the cost should be a number", "about 1"});
}

TEST_CASE("what a learner's function raises in the midst of the check is a finding; that it ends Python is not") {
  const std::string lines = "calls = 0\ndef f(t):\n    global calls\n    calls += 1\n    if calls > 2:\n        {}\n"
                            "    return float(t @ t), 2 * t\n";
  const std::string raising = write_file("raising.py", fmt::format(fmt::runtime(lines), "raise ValueError('enough')"));
  const json report = run_json("check --python " + raising, 3);
  REQUIRE(report["troubles"].size() == 1);
  CHECK(report["troubles"][0]["kind"] == "throws");
  CHECK(report["troubles"][0]["evidence"].get<std::string>().find("enough") != std::string::npos);
  const std::string ending =
      write_file("ending.py", "import os\n" + fmt::format(fmt::runtime(lines), "os._exit(4)"));
  refuses("check --python " + ending, {"ending.py", "ended with status 4"});
}

TEST_CASE("a description that cannot be meant is one line") {
  const auto refuses_description = [](const std::string& keys, const std::vector<std::string>& parts) {
    refuses("check --timeout 1 --exec \"" + answering(R"({"version":1,"name":"f",)" + keys + "}") + "\"", parts);
  };
  for (const char* count : {"-3", "2.5", "0", "1e15", "NaN", "null"}) {
    refuses_description(fmt::format(R"("parameters":{})", count), {"parameters should be a whole number from 1", "is"});
  }
  refuses_description(R"("theta":[])", {"theta should be a point", "[]"});
  refuses_description(R"("theta":[1,NaN])", {"theta should be a point", "finite"});
  refuses_description(R"("theta":[1e-09,2.0E1,NaN])", {"theta should be a point", "1e-09,20.0"});
  refuses_description(R"("theta":7)", {"theta should be a list of numbers", "7"});
  refuses_description(R"("parameters":3,"theta":[1,2])", {"should have 3 entries", "has 2"});
  refuses_description(R"("takes":"nothing")", {"takes should be", "nothing"});
  refuses_description(R"("takes":3)", {"takes should be", "3"});
}

TEST_CASE("a whole number is one in every notation") {
  const std::string path = paste("python", "whole_sines.py");
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  text.replace(text.find(R"("parameters": 4)"), 15, R"("parameters": 4.0, "theta": [1, 2, 3, 4])");
  write_file("whole_sines.py", text);
  CHECK(check_exec("python3 whole_sines.py")["code"]["function"] == "sines");
}

TEST_CASE("a child that is none: one line") {
  refuses("check --exec no-such-program", {"cannot start 'no-such-program'", "No such file"});
  refuses("check --exec ''", {"--exec"});
  refuses("check --exec 'a | b'", {"--exec", "sh -c"});
  refuses("check --exec true", {"ended with status 0", "to describe itself"});
  refuses("check --exec false", {"ended with status 1"});
  refuses("check --exec 'sh -c \"echo lost my way >&2; exit 7\"'", {"ended with status 7", "lost my way"});
  refuses("check --exec 'sh -c \"kill -9 \\$\\$\"'", {"signal 9"});
  refuses("check --timeout 0.3 --exec 'sleep 60'", {"no answer within 0.3 s"});
  refuses("check --timeout 5 --exec 'cat /dev/zero'", {"more than", "bytes"});
  refuses("check --timeout 1 --exec 'sh -c \"exec >&-; sleep 60\"'", {"closed its standard output"});
  refuses("check --exec cat --arguments theta", {"--arguments"});
}

TEST_CASE("what code says of itself cannot command the terminal, as text and as JSON") {
  const std::string good = "\n{}\n" + [] {
    std::string answers;
    for (int i = 0; i < 600; ++i) answers += R"({"cost":1,"gradient":[1,2]})" "\n";
    return answers;
  }();
  const auto holds_any = [](const std::string& text) {
    return text.find('\033') != text.npos || text.find("\u009b") != text.npos || text.find("\u202e") != text.npos;
  };
  for (const std::string word : {R"(\\u001b[31mred)", "\u009b31mred", "red\u202e"}) {
    for (const std::string key : {R"("name":"X")", R"("language":"X")", R"("remarks":["X"])", R"("advice":"X")"}) {
      CAPTURE(key);
      std::string described = R"({"version":1,"parameters":2,)" + key + "}";
      described.replace(described.find('X'), 1, word);
      for (const std::string report : {"", " --explain", " --json"}) {
        const Run run = run_gradlab("check --timeout 2 --exec \"" + answering(described + good) + "\"" + report);
        CHECK(run.status == 1);
        CHECK(!holds_any(run.out));
        CHECK(!holds_any(run.err));
      }
    }
  }
}

TEST_CASE("numbers that JSON lacks are understood, as words and as strings") {
  const std::string described = R"({"version":1,"name":"f","parameters":2})" "\n{}\n";
  for (const char* cost : {"NaN", "nan", "\"NaN\"", "Infinity", "-inf", "\"-Infinity\""}) {
    CAPTURE(cost);
    const std::string answer = fmt::format(R"({{"cost":{},"gradient":[-Infinity,"inf"]}})", cost);
    std::string lines = described + answer;
    for (int i = 0; i < 60; ++i) lines += "\n" + answer;  // enough for all that is asked before the cost is given up
    const json report = run_json("check --timeout 1 --exec \"" + answering(lines) + "\"", 3);
    CHECK(report["implementations"].empty());
  }
}

TEST_SUITE_END();

}  // namespace test_exec
