// Every exercise answers back: as given, solved, and with each of its typical wrong answers. In C++ all the variants of
// an exercise are compiled at once, each in a name space of its own.
#include "teach/files.hpp"
#include "teach/exercises/attempt.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace test_answers {

namespace {

using namespace gradlab::teach;

struct Variant {
  std::string name, text;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string replace(std::string text, const std::string& from, const std::string& to) {
  INFO("the text to replace: " << from);
  REQUIRE(count(text, from) >= 1);
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string name_of(std::size_t i) { return "wrong_" + std::to_string(i); }

std::vector<Variant> variants(const Exercise& exercise, Language language) {
  std::vector<Variant> all = {{"given", exercise.given(language)}, {"solution", exercise.solution(language)}};
  for (std::size_t i = 0; i < exercise.wrong.size(); ++i) {
    const WrongAnswer& wrong = exercise.wrong[i];
    const bool python = language == Language::python;
    all.push_back({name_of(i), replace(exercise.solution(language), python ? wrong.python_from : wrong.cpp_from,
                                       python ? wrong.python_to : wrong.cpp_to)});
  }
  return all;
}

std::string all_words(const Assessment& assessment) {
  std::string words;
  for (const Reason& reason : assessment.reasons) {
    for (const std::string* part : {&reason.mistake, &reason.explanation, &reason.where, &reason.evidence,
                                    &reason.statement, &reason.remedy}) {
      words += *part + "\n";
    }
  }
  return words;
}

void require_answer(const Exercise& exercise, const std::string& variant, const Assessment& assessment) {
  INFO(exercise.name << ", " << variant << ": " << to_string(assessment.ending) << "\n" << all_words(assessment));
  if (variant == "solution") {
    CHECK(assessment.passed());
    CHECK(!assessment.confirmed.empty());
    return;
  }
  CHECK(!assessment.passed());
  REQUIRE(!assessment.reasons.empty());
  CHECK(!assessment.reasons.front().explanation.empty());
  if (variant == "given") {
    CHECK(!assessment.reasons.front().remedy.empty());
    return;
  }
  const WrongAnswer& wrong = exercise.wrong[static_cast<std::size_t>(std::stoi(variant.substr(6)))];
  CHECK(assessment.reasons.front().mistake.find(wrong.name) != std::string::npos);
  CHECK(all_words(assessment).find(wrong.says) != std::string::npos);
}

bool has_python() { return std::system("python3 -c 'import numpy' >/dev/null 2>&1") == 0; }

}  // namespace

TEST_SUITE("exercises") {
  TEST_CASE("each has all that it needs") {
    REQUIRE(exercises().size() >= 3);
    for (const Exercise& exercise : exercises()) {
      INFO(exercise.name);
      CHECK(bool(exercise.judge));
      CHECK(!exercise.title.empty());
      CHECK(exercise.title.size() <= 52);
      CHECK(!exercise.task.empty());
      CHECK(!exercise.afterwards.empty());
      CHECK(!exercise.given_cpp.empty());
      CHECK(!exercise.solution_cpp.empty());
      CHECK(exercise.has(Language::python) != exercise.solution_python.empty());
    }
  }

  TEST_CASE("each has three hints, each saying more") {
    for (const Exercise& exercise : exercises()) {
      INFO(exercise.name);
      REQUIRE(exercise.hints.size() == 3);
      for (std::size_t i = 0; i < 3; ++i) CHECK(exercise.hints[i].size() > 40);
      CHECK(exercise.hints[0] != exercise.hints[1]);
      CHECK(exercise.hints[1] != exercise.hints[2]);
    }
  }

  TEST_CASE("each has at least three typical wrong answers, told apart") {
    for (const Exercise& exercise : exercises()) {
      INFO(exercise.name);
      std::vector<std::string> explanations;
      for (const WrongAnswer& wrong : exercise.wrong) explanations.push_back(wrong.says);
      std::sort(explanations.begin(), explanations.end());
      CHECK(std::unique(explanations.begin(), explanations.end()) - explanations.begin() >= 3);
    }
  }

}

TEST_SUITE("answers") {
  TEST_CASE("in C++ each fails as given, passes as solved, and tells what is wrong with each wrong answer") {
    for (const Exercise& exercise : exercises()) {
      INFO(exercise.name);
      std::string file;
      std::vector<std::string> functions;
      const std::vector<Variant> all = variants(exercise, Language::cpp);
      for (const Variant& variant : all) {
        write_text(exercise.name + "/" + variant.name + ".cpp", variant.text);
        file += "namespace " + variant.name + " {\n#include \"" + variant.name + ".cpp\"\n}\n";
        functions.push_back(variant.name + "::" + exercise.function);
      }
      write_text(exercise.name + "/all.cpp", file);
      try {
        Attempt attempt(exercise.name + "/all.cpp", Language::cpp, functions);
        for (const Variant& variant : all) {
          attempt.use_prefix(variant.name + "::");
          require_answer(exercise, variant.name, judge(attempt, exercise));
        }
      } catch (const Failure& failure) {
        FAIL(exercise.name << ": " << failure.reason.explanation << "\n" << failure.reason.where);
      }
    }
  }

  TEST_CASE("in Python too") {
    if (!has_python()) {
      MESSAGE("skipped: python3 with NumPy was not found");
      return;
    }
    for (const Exercise& exercise : exercises()) {
      if (!exercise.has(Language::python)) continue;
      for (const Variant& variant : variants(exercise, Language::python)) {
        const std::string file = exercise.name + "/" + variant.name + ".py";
        write_text(file, variant.text);
        require_answer(exercise, variant.name, judge(file, Language::python, exercise));
      }
    }
  }
}

}  // namespace test_answers
