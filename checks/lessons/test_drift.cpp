// Text and code of every lesson say the same: each live block is what the code makes of it now, and each number in the
// prose is one that the code computed, or says it was given.
#include "regenerate.hpp"
#include "teach/lessons/glossary.hpp"
#include "teach/lessons/show.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>

namespace test_drift {

using namespace gradlab::teach;

TEST_SUITE_BEGIN("drift");

namespace {

const std::filesystem::path source = GRADLAB_SOURCE;

std::string read_lesson(const Lesson& lesson) {
  std::ifstream file(source / "tutorials" / lesson.name / "lesson.md");
  return {std::istreambuf_iterator<char>(file), {}};
}

// The first line in which they differ, for the message.
std::string first_difference(const std::string& text, const std::string& made) {
  std::istringstream one(text), other(made);
  std::string a, b;
  while (std::getline(one, a) && std::getline(other, b)) {
    if (a != b) return "the text has: " + a + "\nthe code makes: " + b;
  }
  return "one of them has more lines";
}

// Half a unit in the last place that is written.
double half_unit(const std::string& written) {
  const std::size_t exponent = written.find_first_of("eE");
  const std::string digits = written.substr(0, exponent);
  const std::size_t point = digits.find('.');
  const double decimals = point == std::string::npos ? 0 : static_cast<double>(digits.size() - point - 1);
  const double power = exponent == std::string::npos ? 0 : std::stod(written.substr(exponent + 1));
  return 0.5 * std::pow(10, power - decimals);
}

std::vector<double> known_numbers(const Live& live) {
  std::vector<double> known = live.given;
  for (const auto& [name, text] : live.values) {
    for (const std::string& number : numbers_in(text)) known.push_back(std::stod(number));
  }
  for (const auto& [name, numbers] : live.answers) known.insert(known.end(), numbers.begin(), numbers.end());
  return known;
}

bool is_known(const std::string& written, const std::vector<double>& known) {
  const double value = std::abs(std::stod(written));
  return std::any_of(known.begin(), known.end(), [&](double k) {
    return std::abs(value - std::abs(k)) <= half_unit(written) * (1 + 1e-9);
  });
}

}  // namespace

TEST_CASE("every live block is what the code makes of it") {
  REQUIRE(!lessons().empty());
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.name);
    const std::string text = read_lesson(lesson);
    const bool is_embedded = text == lesson.text;
    CHECK_MESSAGE(is_embedded, "the command holds another text than the file: build it again");
    const std::string made = regenerate(text, computed(lesson), source);
    const std::string advice = "\nto write the blocks anew: cmake --build build --target rewrite_lessons";
    const bool holds = text == made;
    CHECK_MESSAGE(holds, first_difference(text, made), advice);
  }
}

TEST_CASE("a block that has drifted is noticed, and one of an unknown name refused") {
  Live live;
  live.values["a"] = "1.5";
  const std::string drifted = "# T\n\n## S\n\n```live value a\n1.4\n```\n";
  CHECK(regenerate(drifted, live, source) == "# T\n\n## S\n\n```live value a\n1.5\n```\n");
  CHECK_THROWS_AS(regenerate("```live value b\n```\n", live, source), std::invalid_argument);
  CHECK_THROWS_AS(regenerate("```live code lib/nothing.cpp S1\n```\n", live, source), std::invalid_argument);
  CHECK_THROWS_AS(
      regenerate("```live code lib/gradlab/models/network/loop.cpp S99\n```\n", live, source),
      std::invalid_argument);
}

TEST_CASE("measured figures stay as they are in the file, and all else of them is made anew") {
  Live live;
  live.measured["a"] = [] { return "loop  12.5 ms ===\n"; };
  const auto block = [](const std::string& body) { return "# T\n\n## S\n\n```live measured a\n" + body + "```\n"; };
  CHECK(regenerate(block("loop  3.75 ms =====\n"), live, source) == block("loop  3.75 ms =====\n"));
  CHECK(regenerate(block("loop  3.75 s\n"), live, source) == block("loop  12.5 ms ===\n"));
  CHECK(regenerate(block(""), live, source) == block("loop  12.5 ms ===\n"));
}

TEST_CASE("a code block holds the marked statements and no others") {
  const std::string block =
      regenerate("```live code lib/gradlab/models/network/loop.cpp S22-S23\n```\n", {}, source);
  CHECK(block.find("// S22") != std::string::npos);
  CHECK(block.find("// S23") != std::string::npos);
  CHECK(block.find("// S21") == std::string::npos);
  CHECK(block.find("// S24") == std::string::npos);
}

TEST_CASE("a code block may hold one paragraph of a function") {
  const std::string file = "lib/gradlab/models/regression/logistic/loop.cpp";
  const std::string second = regenerate("```live code " + file + " cost_function 2\n```\n", {}, source);
  CHECK(second.find("\nfor (arma::uword i = 0;") != std::string::npos);
  CHECK(second.find("Lambda") == std::string::npos);
  CHECK(regenerate("```live code " + file + " cost_function\n```\n", {}, source).find("Lambda") != std::string::npos);
  CHECK_THROWS_AS(regenerate("```live code " + file + " cost_function 9\n```\n", {}, source), std::invalid_argument);
}

TEST_CASE("every excerpt of code stands in NumPy and then in C++") {
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.name);
    for (const Section& section : parse_lesson(lesson.text).sections) {
      std::vector<const Part*> run;  // of excerpts without anything between
      const auto close = [&] {
        if (run.empty()) return;
        CAPTURE(run.front()->arguments.front());
        CHECK(run.front()->language == Language::python);
        CHECK(run.back()->language == Language::cpp);
        run.clear();
      };
      for (const Part& part : section.parts) {
        if (part.kind == "code") run.push_back(&part);
        else close();
      }
      close();
    }
  }
}

TEST_CASE("a part for one language is shown to those who chose it, any other to all") {
  ParsedLesson lesson = parse_lesson(
      "# T\n\nO\n\n## S\n\nBoth.\n\n<!-- numpy -->\nSnake.\n\n<!-- cpp -->\nPlus.\n\nAgain.\n\n"
      "```live code a.py f\ndef f\n```\n\n```live code a.cpp f\nint f\n```\n");
  const auto has = [&](const char* words) { return show_lesson(lesson, {}, {40}).find(words) != std::string::npos; };
  for (const Language language : {Language::python, Language::cpp}) {
    lesson.language = language;
    CHECK(has("Both."));
    CHECK(has("Again."));
    CHECK(has("Snake.") == (language == Language::python));
    CHECK(has("def f") == (language == Language::python));
    CHECK(has("Plus.") == (language == Language::cpp));
    CHECK(has("int f") == (language == Language::cpp));
    CHECK(!has("<!--"));
  }
}

TEST_CASE("every number in the prose is one that the code knows") {
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.name);
    std::vector<double> known = known_numbers(computed(lesson));
    for (const Section& section : parse_lesson(lesson.text).sections) {
      for (const Part& part : section.parts) known.push_back(part.question.tolerance);  // "Within 0.01 will do."
    }
    for (const std::string& number : numbers_in_prose(parse_lesson(lesson.text))) {
      CAPTURE(number);
      CHECK(is_known(number, known));
    }
  }
  CHECK(is_known("0.693", {0.693147}));
  CHECK_FALSE(is_known("0.694", {0.693147}));
}

TEST_CASE("the numbers that answer questions are the code's") {
  for (const Lesson& lesson : lessons()) {
    const Live& live = computed(lesson);
    for (const Section& section : parse_lesson(lesson.text).sections) {
      for (const Part& part : section.parts) {
        if (part.kind != "question" || part.question.is_open || !part.question.letter.empty()) continue;
        CAPTURE(lesson.name);
        CAPTURE(part.question.name);
        const Question& question = part.question;
        const auto found = live.answers.find(part.question.name);
        REQUIRE(found != live.answers.end());
        REQUIRE(found->second.size() == question.numbers.size());
        for (std::size_t i = 0; i < question.numbers.size(); ++i) {
          CHECK(std::abs(found->second[i] - question.numbers[i]) <= std::max(question.tolerance, 1e-12));
        }
      }
    }
  }
}

TEST_CASE("every lesson fits windows of 80 and of 40 columns, in plain characters too") {
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.name);
    for (const int width : {80, 40}) {
      for (const bool unicode : {true, false}) {
        std::istringstream lines(show_lesson(parse_lesson(lesson.text), computed(lesson), {width, false, unicode}));
        for (std::string line; std::getline(lines, line);) {
          const auto columns = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
          CAPTURE(line);
          CHECK(columns <= width);
        }
      }
    }
  }
}

namespace {

// Author, title in italics, year in brackets, and address.
int count_references(const Section& section) {
  static const std::regex reference(R"(- [^*]+, \*[^*]+\* \(\d{4}\)[^<]*\s<https?://[^ >]+>)");
  int count = 0;
  for (const Part& part : section.parts) {
    count += static_cast<int>(std::distance(std::sregex_iterator(part.body.begin(), part.body.end(), reference), {}));
  }
  return count;
}

}  // namespace

TEST_CASE("a reference names author, title, year and address") {
  const auto count = [](const std::string& line) { return count_references({"Read on", {{"prose", {}, line, {}, {}}}}); };
  CHECK(count("- A. Author, *A Title* (1986): a word.\n  <https://x.org/y>\n") == 1);
  CHECK(count("- A. Author, *A Title*. <https://x.org/y>\n") == 0);
  CHECK(count("- A. Author, *A Title* (1986).\n") == 0);
}

TEST_CASE("a question for a number says within which range an answer is right") {
  const auto states = [](const Question& q) {
    return q.tolerance == 0 || q.prompt.find(fmt::format("Within {} will do.", q.tolerance)) != std::string::npos;
  };
  for (const Lesson& lesson : lessons()) {
    for (const Section& section : parse_lesson(lesson.text).sections) {
      for (const Part& part : section.parts) {
        CAPTURE(lesson.name);
        CAPTURE(part.question.name);
        CHECK(states(part.question));
      }
    }
  }
  Question question;
  question.prompt = "How much? Within 0.1 will do.";
  question.tolerance = 0.2;
  CHECK_FALSE(states(question));
}

TEST_CASE("every word of the glossary stands in the lesson that it names") {
  const std::vector<Word> words = parse_glossary(glossary_text());
  CHECK(words.size() > 40);
  const auto stands_in = [](const Word& word, std::string text) {
    const auto lower = [](std::string one) {
      std::transform(one.begin(), one.end(), one.begin(), [](unsigned char c) { return std::tolower(c); });
      std::replace(one.begin(), one.end(), '\n', ' ');
      return one;
    };
    return lower(text).find(lower(word.name)) != std::string::npos;
  };
  for (const Word& word : words) {
    CAPTURE(word.name);
    REQUIRE(word.lesson >= 1);
    REQUIRE(word.lesson <= static_cast<int>(lessons().size()));
    CHECK(stands_in(word, std::string(lessons()[static_cast<std::size_t>(word.lesson - 1)].text)));
  }
  CHECK_FALSE(stands_in({"backpropagation", 1, ""}, "a sentence without it"));
  CHECK(find_words(words, "log loss").size() == 1);
  CHECK(find_words(words, "Xavier").front().name == "Glorot initialization");
  CHECK(find_words(words, "no such word").empty());
  CHECK_THROWS_AS(parse_glossary("- **word** without a lesson\n"), std::invalid_argument);
}

TEST_CASE("every lesson has what a lesson must have") {
  int expected = 1;
  for (const Lesson& lesson : lessons()) {
    CAPTURE(lesson.name);
    CHECK(lesson.number == expected++);
    const ParsedLesson parsed = parse_lesson(lesson.text);
    CHECK(parsed.title.starts_with(std::to_string(lesson.number) + ". "));
    CHECK(!parsed.objective.empty());
    int questions = 0, pictures = 0;
    bool closes = false;
    std::string prose;
    for (const Section& section : parsed.sections) {
      for (const Part& part : section.parts) {
        questions += part.kind == "question" && !part.question.is_open;
        closes |= part.question.is_open;
        pictures += part.kind == "picture";
        if (part.kind == "prose") prose += part.body;
      }
    }
    CHECK(closes);
    CHECK(questions >= 1);
    CHECK(pictures >= 1);
    CHECK(parsed.sections.back().title == "Read on");
    CHECK(count_references(parsed.sections.back()) >= 2);
    for (const char* owed : {"**Not so:**", "**Reproduce it.**"}) {
      CAPTURE(owed);
      CHECK(prose.find(owed) != std::string::npos);
    }
    CHECK(prose.find("gradlab exercise start " + std::to_string(lesson.number)) != std::string::npos);
  }
}

TEST_SUITE_END();

}  // namespace test_drift
