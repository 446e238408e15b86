// Every exercise answers back: as given, solved, and with each of its typical wrong answers. All the variants of an
// exercise are one program: in C++ each is in a name space of its own, in Python a module of its own.
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
    const std::string &from = python ? wrong.python_from : wrong.cpp_from, &to = python ? wrong.python_to : wrong.cpp_to;
    if (!from.empty()) all.push_back({name_of(i), replace(exercise.solution(language), from, to)});
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
  for (const char* neither : {"d1(1:)", "Theta2'*d2", "X*Theta1'"}) {  // neither Python nor C++
    CHECK(all_words(assessment).find(neither) == std::string::npos);
  }
}

// Loads each variant as a module, and makes its function known under the variant's name.
std::string load_modules(const std::vector<Variant>& all, const std::string& folder, const std::string& function) {
  std::string text = "import types\n";
  for (const Variant& variant : all) {
    const std::string file = "'" + std::filesystem::absolute(folder).string() + "/" + variant.name + ".py'";
    text += "module = types.ModuleType('" + variant.name + "')\n" +
            "exec(compile(open(" + file + ").read(), " + file + ", 'exec'), module.__dict__)\n" +
            "globals()['" + variant.name + "::" + function + "'] = module." + function + "\n";
  }
  return text;
}

std::string include_variants(const std::vector<Variant>& all) {
  std::string text;
  for (const Variant& variant : all) {
    text += "namespace " + variant.name + " {\n#include \"" + variant.name + ".cpp\"\n}\n";
  }
  return text;
}

// All variants of the exercise in one program.
void require_answers(const Exercise& exercise, Language language) {
  const std::vector<Variant> all = variants(exercise, language);
  std::vector<std::string> functions;
  for (const Variant& variant : all) {
    write_text(exercise.name + "/" + variant.name + std::string(ending(language)), variant.text);
    functions.push_back(variant.name + "::" + exercise.function);
  }
  const std::string file = exercise.name + "/all" + std::string(ending(language));
  write_text(file, language == Language::cpp ? include_variants(all)
                                             : load_modules(all, exercise.name, exercise.function));
  try {
    Attempt attempt(file, language, functions);
    for (const Variant& variant : all) {
      attempt.use_prefix(variant.name + "::");
      const Assessment assessment = judge(attempt, exercise);
      REQUIRE(assessment.ending != Ending::timeout);  // after it the program cannot be asked again
      REQUIRE(assessment.ending != Ending::crashed);
      require_answer(exercise, variant.name, assessment);
    }
  } catch (const Failure& failure) {
    FAIL(exercise.name << ": " << failure.reason.explanation << "\n" << failure.reason.where);
  }
}

// The longest line of a file that a learner sees, in columns.
std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    widest = std::max(widest, end - at);
    at = end + 1;
  }
  return widest;
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
      for (const Language language : {Language::python, Language::cpp}) {
        CHECK(!exercise.given(language).empty());
        CHECK(widest_line(exercise.given(language)) <= 80);
        CHECK(widest_line(exercise.solution(language)) <= 80);
      }
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

TEST_SUITE("exercises") {
  TEST_CASE("in Python each fails as given, passes as solved, and tells what is wrong with each wrong answer") {
    if (!has_python()) {
      MESSAGE("skipped: python3 with NumPy was not found");
      return;
    }
    for (const Exercise& exercise : exercises()) require_answers(exercise, Language::python);
  }
}

TEST_SUITE("answers") {
  TEST_CASE("in C++ too") {
    for (const Exercise& exercise : exercises()) require_answers(exercise, Language::cpp);
  }
}

}  // namespace test_answers
