// Code that does not compile, crashes, hangs, prints, throws or returns nonsense: one clear answer each.
#include "teach/files.hpp"
#include "teach/exercises/attempt.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace test_failures {

namespace {

using namespace gradlab::teach;

// The seventh exercise with this body.
Assessment judge_body(const std::string& body, const std::string& before = "") {
  const std::string file = "failures/07_derivative_of_the_sigmoid.cpp";
  write_text(file, "#include <gradlab/exercise.hpp>\n" + before +
                       "\narma::mat sigmoidGradient(const arma::mat& z) {\n" + body + "\n}\n");
  return judge(file, Language::cpp, find_exercise("7"));
}

const std::string right = "return sigmoid(z) % (1 - sigmoid(z));";

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_SUITE("failures") {
  TEST_CASE("a compile error is short, with its line") {
    const Assessment assessment = judge_body("  return s % (1 - s);");
    CHECK(assessment.ending == Ending::compile_error);
    CHECK(has(assessment.reasons.front().explanation, "'s' was not declared"));
    CHECK(has(assessment.reasons.front().where, "07_derivative_of_the_sigmoid.cpp, line 4"));
    CHECK(has(assessment.reasons.front().where, "return s % (1 - s);"));
  }

  TEST_CASE("an error deep in a template is told at the learner's line") {
    const Assessment assessment = judge_body("  std::sort(z);\n  return z;");
    CHECK(assessment.ending == Ending::compile_error);
    CHECK(has(assessment.reasons.front().where, "line 4"));
    CHECK(assessment.reasons.front().explanation.size() < 320);
  }

  TEST_CASE("a missing return and a missing function are told") {
    CHECK(judge_body("").ending == Ending::compile_error);
    write_text("failures/none.cpp", "#include <gradlab/exercise.hpp>\n");
    const Assessment assessment = judge("failures/none.cpp", Language::cpp, find_exercise("7"));
    CHECK(assessment.ending == Ending::compile_error);
    CHECK(has(assessment.reasons.front().explanation, "should define sigmoidGradient"));
  }

  TEST_CASE("prints are kept apart, and counted") {
    const Assessment assessment = judge_body("  std::cout << z(0) << std::endl; std::puts(\"hello\"); " + right);
    CHECK(assessment.passed());
    CHECK(has(assessment.printed, "your code printed"));
  }

  TEST_CASE("a main of the learner's own is no harm") {
    CHECK(judge_body(right, "arma::mat sigmoidGradient(const arma::mat& z);\nint main() { return 3; }").passed());
  }

  TEST_CASE("a crash, an exit, a hang and an exception are told apart") {
    const Assessment crash = judge_body("  volatile int* nothing = nullptr; *nothing = 1; return z;");
    CHECK(crash.ending == Ending::crashed);
    CHECK(has(crash.reasons.front().explanation, "signal 11"));
    CHECK(judge_body("  std::exit(3);").ending == Ending::crashed);
    CHECK(judge_body("  throw 3;").ending == Ending::raised);
    const Assessment thrown = judge_body("  return z * arma::mat(7, 7);");
    CHECK(thrown.ending == Ending::raised);
    CHECK(has(thrown.reasons.front().explanation, "incompatible matrix dimensions"));
    CHECK(!thrown.reasons.front().remedy.empty());
    const Assessment obeyed = judge_body("  throw std::runtime_error(\"\\033[31mred\\u009b\\u202e\");");
    CHECK(has(obeyed.reasons.front().explanation, "?[31mred??"));
    const Assessment hang = judge_body("  for (volatile int i = 0; i < 1;) {}\n  return z;");
    CHECK(hang.ending == Ending::timeout);
    CHECK(has(hang.reasons.front().explanation, "did not return within"));
  }

  TEST_CASE("a compiler without room to write is no error of the learner's") {
    judge_body(right);  // what is compiled once is there
    const auto status_with = [](const std::string& limit) {
      return std::system((limit + " " GRADLAB_PROGRAM " exercise check 7 --language cpp --folder failures "
                          ">room 2>&1").c_str());
    };
    CHECK(WEXITSTATUS(status_with("ulimit -f 8;")) == 2);
    CHECK(has(read_text("room"), "the compiler had no room to write in "));
    CHECK(WEXITSTATUS(status_with("")) == 0);
  }

  TEST_CASE("a precompiled header that was cut short is put aside, and what a killed check left of one is removed") {
    judge_body(right);
    for (const auto& folder : std::filesystem::directory_iterator(cache_folder())) {
      const auto header = folder.path() / "attempt.hpp.gch", whole = folder.path() / "whole";
      std::filesystem::rename(header, whole);
      write_text(header, read_text(whole).substr(0, 100'000));
      write_text(folder.path() / "attempt.4194305", "");  // no process has such a number
      CHECK(judge_body(right).passed());
      CHECK(!std::filesystem::exists(header));
      CHECK(!std::filesystem::exists(folder.path() / "attempt.4194305"));
      std::filesystem::rename(whole, header);
    }
  }

  TEST_CASE("a check that is killed while it compiles leaves no folder behind") {
    judge_body(right);
    for (const std::string signal : {"KILL", "TERM"}) {
      CAPTURE(signal);
      std::system(("mkdir -p left; TMPDIR=$PWD/left " GRADLAB_PROGRAM " exercise check 7 --language cpp --folder failures "
                   ">room 2>&1 & check=$!\n"
                   "for i in $(seq 400); do ls left/*/tool.err >seen 2>&1 && break; sleep 0.02; done\n"
                   "kill -s " + signal + " $check; wait $check\n"
                   "for i in $(seq 400); do [ -z \"$(ls -A left)\" ] && break; sleep 0.02; done; ls -A left >remains")
                      .c_str());
      CHECK(has(read_text("seen"), "left/gradlab-"));
      CHECK(read_text("remains").empty());
    }
  }

  TEST_CASE("a wrong shape, an empty result and NaN are told") {
    CHECK(has(judge_body("  return arma::mat(3, 2);").reasons.front().explanation, "should be 1 x 1, but is 3 x 2"));
    CHECK(judge_body("  return arma::mat();").ending == Ending::wrong);
    const Assessment nan = judge_body("  return z * arma::datum::nan;");
    CHECK(nan.ending == Ending::wrong);
    CHECK(has(nan.reasons.front().where, "but is nan"));
  }
}

}  // namespace test_failures
