// What counts as an answer to a question, and what is said to it.
#include "teach/lessons/question.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace test_question {

using namespace gradlab::teach;

TEST_SUITE_BEGIN("question");

namespace {

Question only_question(const std::string& block) {
  const ParsedLesson lesson = parse_lesson("# T\n\n## S\n\n" + block);
  return lesson.sections.at(0).parts.at(0).question;
}

const std::string choice =
    "```live question q\nWhich?\na) this\nb) that\n```\n\n```live answer q b\na) No: not this.\nb) Yes: that.\n```\n";
const std::string numbers =
    "```live question q\nWhich shape?\n```\n```live answer q within 0\n25 x 401\nright: Yes.\nwrong: Count "
    "again.\n```\n";
const std::string fraction =
    "```live question q\nHow much?\n```\n```live answer q within 0.01\n0.25\nright: Yes.\nwrong: No.\n```\n";

}  // namespace

TEST_CASE("a choice: each letter gets its own explanation, right or wrong") {
  const Question q = only_question(choice);
  CHECK(judge_answer(q, "b").right);
  CHECK(judge_answer(q, " B) ").right);
  CHECK(judge_answer(q, "b").text == "Yes: that.");
  CHECK_FALSE(judge_answer(q, "a").right);
  CHECK(judge_answer(q, "a").understood);
  CHECK(judge_answer(q, "a").text == "No: not this.");
  for (const std::string typed : {"", "c", "ab", "7", "because"}) {
    CAPTURE(typed);
    CHECK_FALSE(judge_answer(q, typed).understood);
  }
}

TEST_CASE("numbers: however they are set apart, as many as asked for, within the tolerance") {
  const Question q = only_question(numbers);
  for (const std::string typed : {"25 x 401", "25x401", "(25, 401)", "25,401", "25 by 401"}) {
    CAPTURE(typed);
    CHECK(judge_answer(q, typed).right);
  }
  for (const std::string typed : {"401 x 25", "25 x 400"}) {
    CAPTURE(typed);
    const Reply reply = judge_answer(q, typed);
    CHECK(reply.understood);
    CHECK_FALSE(reply.right);
    CHECK(reply.text == "Count again.");
  }
  for (const std::string typed : {"", "25", "1 2 3", "many"}) {
    CAPTURE(typed);
    CHECK_FALSE(judge_answer(q, typed).understood);
  }
}

TEST_CASE("one number: a fraction will do, the ends of the range belong to it, what is beyond does not") {
  const Question q = only_question(fraction);
  for (const std::string typed : {"0.25", ".25", "1/4", "0.26", "0.24", "2.5e-1", "0,25", "0.25 at z = 0", "about 0.25", "a quarter", "h = 1/4",
                            "1/2 * 1/2 = 0.25", "sigmoid(0)*(1 - sigmoid(0))"}) {
    CAPTURE(typed);
    CHECK(judge_answer(q, typed).right);
  }
  for (const std::string typed : {"0.27", "-0.25", "1/2", "1e999"}) {
    CAPTURE(typed);
    CHECK_FALSE(judge_answer(q, typed).right);
  }
  CHECK(judge_answer(q, "1/2").text == "That is 0.5. No.");
  CHECK_FALSE(judge_answer(q, "0.262").understood);  // nearly right, so no wrong answer
  CHECK(judge_answer(q, "0.262").text == "Close, but not within 0.01; this does not count as a try.");
  CHECK(judge_answer(q, "0.5").text == "No.");
  for (const std::string typed : {"very much", "not 0.25", "less than 0.25", "K/4", "1 2"}) {  // no wrong answers: nobody knows what is meant
    CAPTURE(typed);
    CHECK_FALSE(judge_answer(q, typed).understood);
  }
}

TEST_CASE("an open question shows its answer, whatever was typed") {
  const Question q = only_question("```live question q\nWhy?\n```\n```live answer q open\nright: Because.\n```\n");
  for (const std::string typed : {"", "no idea", "42"}) {
    CHECK(judge_answer(q, typed).right);
    CHECK(judge_answer(q, typed).text == "Because.");
  }
  CHECK_THROWS_AS(only_question("```live question q\nWhy?\n```\n```live answer q open\nBecause.\n```\n"),
                  std::invalid_argument);
}

TEST_CASE("a question without an answer, or an answer that leaves a choice unexplained, is refused") {
  CHECK_THROWS_AS(only_question("```live question q\nWhich?\n```\n"), std::invalid_argument);
  CHECK_THROWS_AS(only_question("```live question q\nWhich?\na) x\nb) y\n```\n```live answer q a\na) x\n```\n"),
                  std::invalid_argument);
  CHECK_THROWS_AS(only_question("```live question q\nWhich?\n"), std::invalid_argument);
  CHECK_THROWS_AS(only_question("```live riddle q\nWhich?\n```\n"), std::invalid_argument);
}

TEST_SUITE_END();

}  // namespace test_question
