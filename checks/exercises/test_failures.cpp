// Code that does not compile, crashes, hangs, prints, throws or returns nonsense: one clear answer each.
#include "teach/files.hpp"
#include "teach/exercises/attempt.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace test_failures {

namespace {

using namespace gradlab::teach;

const std::string file = "failures/07_derivative_of_the_sigmoid.cpp";

// The seventh exercise with this body.
void write_body(const std::string& body) {
  write_text(file, "#include <gradlab/exercise.hpp>\n\narma::mat sigmoidGradient(const arma::mat& z) {\n" + body + "\n}\n");
}

Assessment judge_body(const std::string& body) {
  write_body(body);
  return judge(file, Language::cpp, find_exercise("7"));
}

// Many bodies of the seventh exercise in one program, each in a name space of its own.
class Bodies {
 public:
  explicit Bodies(const std::vector<std::pair<std::string, std::string>>& bodies) : attempt_([&] {
    std::string text = "#include <gradlab/exercise.hpp>\n";
    std::vector<std::string> functions;
    for (const auto& [name, body] : bodies) {
      text += "namespace " + name + " {\narma::mat sigmoidGradient(const arma::mat& z) {\n  " + body + "\n}\n}\n";
      functions.push_back(name + "::sigmoidGradient");
    }
    write_text("failures/bodies.cpp", text + "int main() { return 3; }\n");
    return std::make_unique<Attempt>("failures/bodies.cpp", Language::cpp, functions);
  }()) {}

  // In a process of its own, which may end.
  Assessment judge(const std::string& name) const {
    attempt_->restart();
    attempt_->use_prefix(name + "::");
    return gradlab::teach::judge(*attempt_, find_exercise("7"));
  }

 private:
  std::unique_ptr<Attempt> attempt_;
};

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

  TEST_CASE("what code prints is kept apart, what becomes of it is told, and a main of its own is no harm") {
    const Bodies bodies({{"prints", "std::cout << z(0) << std::endl; std::puts(\"hello\"); " + right},
                         {"crashes", "volatile int* nothing = nullptr; *nothing = 1; return z;"},
                         {"exits", "std::exit(3);"},
                         {"throws", "throw 3;"},
                         {"multiplies", "return z * arma::mat(7, 7);"},
                         {"obeys", "throw std::runtime_error(\"\\033[31mred\\u009b\\u202e\");"},
                         {"hangs", "for (volatile int i = 0; i < 1;) {}\n  return z;"},
                         {"shape", "return arma::mat(3, 2);"},
                         {"empty", "return arma::mat();"},
                         {"no_number", "return z * arma::datum::nan;"}});
    const Assessment prints = bodies.judge("prints");
    CHECK(prints.passed());
    CHECK(has(prints.printed, "your code printed"));

    const Assessment crash = bodies.judge("crashes");
    CHECK(crash.ending == Ending::crashed);
    CHECK(has(crash.reasons.front().explanation, "signal 11"));
    CHECK(bodies.judge("exits").ending == Ending::crashed);
    CHECK(bodies.judge("throws").ending == Ending::raised);
    const Assessment thrown = bodies.judge("multiplies");
    CHECK(thrown.ending == Ending::raised);
    CHECK(has(thrown.reasons.front().explanation, "incompatible matrix dimensions"));
    CHECK(!thrown.reasons.front().remedy.empty());
    CHECK(has(bodies.judge("obeys").reasons.front().explanation, "?[31mred??"));
    const Assessment hang = bodies.judge("hangs");
    CHECK(hang.ending == Ending::timeout);
    CHECK(has(hang.reasons.front().explanation, "computed for 5 s and did not return"));

    CHECK(has(bodies.judge("shape").reasons.front().explanation, "should be 1 x 1, but is 3 x 2"));
    CHECK(bodies.judge("empty").ending == Ending::wrong);
    const Assessment nan = bodies.judge("no_number");
    CHECK(nan.ending == Ending::wrong);
    CHECK(has(nan.reasons.front().where, "but is nan"));
  }

  TEST_CASE("a compiler without room to write is no error of the learner's") {
    write_body(right);
    const auto status_with = [](const std::string& limit) {
      return std::system((limit + " " GRADLAB_PROGRAM " exercise check 7 --language cpp --folder failures "
                          ">room 2>&1").c_str());
    };
    CHECK(WEXITSTATUS(status_with("")) == 0);  // what is compiled once is there from now on
    CHECK(WEXITSTATUS(status_with("ulimit -f 8;")) == 2);
    CHECK(has(read_text("room"), "the compiler had no room to write in "));
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
    write_body(right);
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

  TEST_CASE("a folder in a file's place is told from no file") {
    const auto judge_file = [](const std::string& file) { judge(file, Language::cpp, find_exercise("7")); };
    CHECK_THROWS_WITH_AS(judge_file("nowhere.cpp"), "there is no file nowhere.cpp", std::invalid_argument);
    std::filesystem::create_directories("folder.cpp");
    CHECK_THROWS_WITH_AS(judge_file("folder.cpp"), "folder.cpp is no regular file", std::invalid_argument);
  }
}

}  // namespace test_failures
