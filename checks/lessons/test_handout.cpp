// Lessons on paper have no answers; the answers stand apart under the same numbers. A folder of own lessons is read
// with live blocks of this course in it.
#include "run.hpp"
#include "teach/files.hpp"
#include "teach/lessons/handout.hpp"
#include "teach/lessons/own_course.hpp"
#include "terminal/html.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

namespace test_handout {

using namespace gradlab::teach;

namespace {

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

constexpr const char* text =
    "# 3. Title\n\nAim.\n\n## Part\n\nWords with $\\theta_1$.\n\n```live value v\n1 < 2\n```\n\n"
    "```live code a.py f\ndef f():\n```\n\n```live code a.cpp f\nint f();\n```\n\n"
    "```live question q\nHow many?\n```\n\n<details><summary>Answer</summary>\n\n"
    "```live answer q within 0\n7\nright: Seven it is.\nwrong: Count again.\n```\n\n</details>\n";

HandoutLesson lesson() { return {3, parse_lesson(text)}; }

}  // namespace

TEST_SUITE_BEGIN("handout");

TEST_CASE("the handout asks, and the answers stand apart under the same number") {
  const Handout handout = write_handout({lesson()});
  CHECK(has(handout.lessons, "**Question 3.1.** How many?"));
  for (const char* hidden : {"Seven it is", "Count again", "<details>", "int f();"}) {
    CHECK(!has(handout.lessons, hidden));
  }
  CHECK(has(handout.lessons, "```text\n1 < 2\n```"));
  CHECK(has(handout.lessons, "```python\ndef f():\n```"));
  CHECK(has(handout.answers, "**3.1** **7.** Seven it is."));
  CHECK(!has(handout.answers, "How many?"));
}

TEST_CASE("no answer of any lesson is in the handout") {
  for (const Lesson& one : lessons()) {
    const ParsedLesson parsed = parse_lesson(one.text);
    const Handout handout = write_handout({{one.number, parsed}});
    for (const Section& section : parsed.sections) {
      for (const Part& part : section.parts) {
        for (const auto& [key, explanation] : part.question.explanations) CHECK(!has(handout.lessons, explanation));
        if (part.kind == "question") CHECK(has(handout.lessons, part.question.prompt));
      }
    }
  }
}

TEST_CASE("as a page of HTML it is whole, and its text is escaped") {
  const std::string page = gradlab::terminal::to_html(write_handout({lesson()}).lessons, "A & B");
  for (const char* words : {"<title>A &amp; B</title>", "<h1>3. Title</h1>", "<pre>1 &lt; 2\n</pre>", "<i>θ₁</i>",
                            "<strong>Question 3.1.</strong>", "</html>"}) {
    CAPTURE(words);
    CHECK(has(page, words));
  }
}

TEST_CASE("a folder of own lessons shows what this course computes, and refuses what it has not") {
  const std::filesystem::path folder = scratch_folder() / "own";
  const auto write = [&](const std::string& block) {
    write_text(folder / "01_first" / "lesson.md",
               "# Mine\n\nAim.\n\n## Part\n\n```live " + block + "\nas I wrote it\n```\n");
  };
  const auto live = [&] { return live_of(read_own_course(folder).front()); };
  write("value 9:costs");
  CHECK(has(live().values.at("9:costs"), "2.1463598150"));
  ParsedLesson lesson = read_own_course(folder).front();
  fill_live_blocks(lesson);
  CHECK(has(write_handout({{1, lesson}}).lessons, "2.1463598150"));
  write("value mine");
  CHECK(live().values.at("mine") == "as I wrote it\n");
  write("value 9:nothing");
  CHECK_THROWS_WITH_AS(live(), doctest::Contains("it has costs"), std::invalid_argument);
  write("value 99:costs");
  CHECK_THROWS_WITH_AS(live(), doctest::Contains("there is no lesson 99"), std::invalid_argument);
  write("nonsense mine");
  CHECK_THROWS_WITH_AS(read_own_course(folder), doctest::Contains("lesson.md"), std::invalid_argument);
  CHECK_THROWS_WITH_AS(read_own_course(scratch_folder() / "nowhere"), doctest::Contains("there is no lesson in"),
                       std::invalid_argument);
}

TEST_CASE("the command writes both files, of the lessons asked for") {
  const std::string file = (scratch_folder() / "some.md").string();
  CHECK(run_gradlab("learn 2,4-5 --handout '" + file + "'").status == 0);
  const std::string lessons = read_text(file), answers = read_text(scratch_folder() / "some-answers.md");
  for (const char* title : {"# 2. ", "# 4. ", "# 5. "}) {
    CHECK(has(lessons, title));
    CHECK(has(answers, std::string("#") + title));
  }
  CHECK(!has(lessons, "# 3. "));
  const std::string state = (scratch_folder() / "handing").string();
  CHECK(run_shell("env XDG_STATE_HOME='" + state + "' '" GRADLAB_PROGRAM "' learn 5 --language cpp --handout '" + file + "'")
            .status == 0);
  CHECK(has(read_text(file), "y10.col(i - 1)"));
  CHECK(!std::filesystem::exists(state + "/gradlab/settings.json"));  // the learner's own language stays
  CHECK(run_gradlab("learn 99 --handout '" + file + "'").status == 2);
  CHECK(has(run_gradlab("learn --handout '" + file + ".txt'").err, "ends in .md or .html"));
}

TEST_SUITE_END();

}  // namespace test_handout
