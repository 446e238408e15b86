// Each question of the course takes right answers in the words in which people give them, and no wrong ones.
#include "teach/lessons/live.hpp"
#include "teach/lessons/question.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

namespace test_phrasings {

using namespace gradlab::teach;

TEST_SUITE_BEGIN("phrasings");

namespace {

struct Phrasings {
  std::vector<std::string> right, wrong;
};

// By lesson and name, "2:zero".
const std::map<std::string, Phrasings> phrasings = {
    {"1:doubled",
     {{"c", "C)", "(c)", "c.", "It depends", "it depends on how long the steps were", "answer c", "c, because of the valley"},
      {"a", "yes", "no", "(b)"}}},
    {"1:width",
     {{"1.7", "1,7", "1.71", "about 1.7 cm", "-0.3301 + 0.4085*5", "-0.3301 + 0.4085 x 5 = 1.7124", "h(5) = 1.71",
       "roughly 1.7", "h = 1.7124", "one point seven"},
      {"2.04", "0.4085*5", "-1.7", "17"}}},
    {"2:zero",
     {{"0.693", "ln 2", "-log(1/2)", "log(2)", "-ln(0.5)", "0,693", "about 0.7", "minus log of one half", "-log 1/2",
       "ln 2 = 0.693", "the natural log of 2", "0.69", "-log one half", "J is 0.693", "ln 2 (0.693)", "~0.69"},
      {"0.5", "1", "0", "log10(2)", "-0.693"}}},
    {"3:change",
     {{"a", "(a)", "a)", "nothing", "Nothing.", "A", "answer a", "a, since it is the same gradient"},
      {"b", "it must also return the learning rate", "(c)", "c)"}}},
    {"3:blame",
     {{"c", "(c)", "J alone does not tell", "c)", "does not tell", "I think c", "c because both look alike", "C."},
      {"a", "the right", "the left", "b)"}}},
    {"4:theta1",
     {{"25 x 401", "25x401", "(25, 401)", "25 by 401", "25 rows and 401 columns", "25 rows, 401 columns", "25*401",
       "twenty-five by four hundred and one", "25 x (400+1)", "401 columns and 25 rows", "25 \u00d7 401", "[25, 401]",
       "Theta1 is 25 x 401", "25 x 401 = 10025", "rows = 25, columns = 401"},
      {"401 x 25", "25 x 400", "401 rows, 25 columns", "400 x 25"}}},
    {"4:theta2",
     {{"260", "10*26", "10 x 26", "two hundred sixty", "two hundred and sixty", "10 * (25+1)", "10 x 26 = 260",
       "ten times twenty-six", "10 rows of 26", "250 + 10", "260 numbers", "260 weights in all", "10 (25 + 1)"},
      {"250", "25*10", "36", "2600"}}},
    {"5:zero",
     {{"6.93", "10 ln 2", "10*0.693", "6.9", "nearly 6.93", "ten times ln two", "10 log 2", "10*ln(2) = 6.931472",
       "-10 log(0.5)", "about 6.9", "10 outputs times ln 2", "6,93", "10 times 0.693", "10 x ln 2"},
      {"0.693", "ln 2", "7.06", "10 log10 2"}}},
    {"6:sign",
     {{"a", "positive", "(a)", "Positive.", "it is positive", "positive: raise w5 and the error grows", "a) positive", "a."},
      {"negative", "zero", "b", "c)"}}},
    {"6:w8",
     {{"-0.0227", "-.0227", "-0.0381*0.597", "minus 0.0227", "-2.27e-2", "delta_o2*h2 = -0.0227", "\u22120.0227",
       "negative 0.0227", "-0.03809824 x 0.596884", "-0,0227", "about -0.0227", "-0.038 times 0.597"},
      {"0.0227", "-0.038", "0.0827", "-0.227"}}},
    {"7:at_zero",
     {{"0.25", "1/4", "a quarter", "one quarter", "25%", "0.5*0.5", "1/2 (1 - 1/2)", "0.5(1-0.5)", "(1/2)^2", "one fourth",
       "\u00bd \u00b7 \u00bd", "sigmoid(0)(1-sigmoid(0))", "s(1-s) = 0.25", "0.5 squared", "half of a half",
       "one half times one half", "1/4 at z = 0"},
      {"0.5", "1", "0", "a half"}}},
    {"7:survive",
     {{"b", "the cost still falls", "it still falls", "(b)", "still falls", "b) The cost still falls.", "B", "I think b"},
      {"a", "c", "the cost rises", "it rises from the first step"}}},
    {"8:dropped",
     {{"b", "the first", "The first one", "the first: it belongs to the constant 1", "(b)", "first", "b)", "answer b"},
      {"the last", "a", "none", "c"}}},
    {"8:shape",
     {{"3 x 6", "3x6", "three by six", "(3, 6)", "3 by 6", "3 rows and 6 columns", "3, 6", "3*6", "6 columns, 3 rows"},
      {"6 x 3", "3 x 5", "six by three", "18 x 1"}}},
    {"9:factor",
     {{"0.6", "3/5", "Lambda/m = 3/5", "three fifths", "0.6 theta", "0.6 times theta", "60%", "6/10", "3/5 theta",
       "2*3/(2*5)", "0,6", "3 divided by 5", "Lambda/m * theta = 0.6 theta", "three over five"},
      {"0.3", "3/10", "1.2", "6"}}},
    {"9:hides",
     {{"b", "agree", "Agree.", "(b)", "there is nothing to forget", "it agrees", "b: nothing to forget", "b)"},
      {"disagree", "undecided", "a", "c"}}},
    {"10:by_rows",
     {{"4", "four", "place 4", "index 4", "1*4 + 0", "at 4", "position four", "4th", "1 * 4 = 4"},
      {"1", "5", "2", "8"}}},
    {"10:by_columns",
     {{"1", "one", "place 1", "index 1", "at place one", "0*2 + 1", "1.", "c*rows + r = 1"},
      {"4", "2", "0", "8"}}},
    {"11:runs",
     {{"76", "2*38", "38*2", "seventy-six", "twice 38", "76 times", "38 x 2 = 76", "two times 38", "38 + 38",
       "double 38", "2 x 38", "seventy six runs"},
      {"38", "39", "77", "two"}}},
    {"11:smaller",
     {{"c", "it grows enormously", "it grows", "(c)", "grows", "C)", "c. It grows", "I think it grows"},
      {"it shrinks", "it stays", "a", "b"}}},
    {"12:pass",
     {{"c", "not enough", "Not enough.", "it depends", "(c)", "c)", "answer c", "it depends on how exact the numerical side is"},
      {"the code is wrong", "the code is right", "a", "b"}}},
    {"13:m_one",
     {{"b", "the check agrees", "it agrees: dividing by one changes nothing", "(b)", "dividing by one changes nothing", "b)",
       "B", "b because m is 1"},
      {"the check disagrees", "the check cannot run", "a", "c"}}},
    {"13:zero",
     {{"b", "the hidden delta is zero", "(b)", "b)", "B.", "it is b", "b, as Theta2 is zero",
       "the hidden delta is zero before the slope is applied"},
      {"a", "c", "it can", "the slope of the sigmoid is 1 there"}}},
    {"14:shape",
     {{"25 x 401", "25x401", "(25, 401)", "25 by 401", "25 rows, 401 columns", "25, 401", "shape (25, 401)", "25\u00d7401"},
      {"401 x 25", "25 x 5000", "5000 x 401", "25 x 400"}}},
    {"14:same",
     {{"b", "differences in the last digits", "(b)", "last digits", "in the last digits", "b)", "B", "answer b"},
      {"all bits equal", "a", "the product is an approximation", "c"}}},
    {"15:rows",
     {{"1", "one", "only one", "just 1", "1 row", "a single one", "one different row", "1 distinct row"},
      {"5", "five", "2", "0"}}},
    {"15:zero",
     {{"a", "zero", "Zero.", "(a)", "it is zero", "A)", "answer a", "a because Theta2 is zero"},
      {"the same in all rows", "b", "different from row to row", "not zero"}}},
    {"16:confused",
     {{"8, 1", "8 1", "8 and 1", "8 -> 1", "8 \u2192 1", "8 taken for 1", "eight, one", "an 8 was taken for a 1", "8 for 1",
       "8s as 1s", "8 (taken for 1)", "8 => 1", "8/1"},
      {"1, 8", "4, 1", "1 -> 8", "8 8"}}},
    {"16:edge",
     {{"37", "36.74", "about 37", "53 ln 2", "53*ln(2)", "-ln(1.11e-16)", "36.7", "ln(2^53)", "z = 37", "z > 36.7",
       "from 37 on", "-log(1.11e-16)", "36,7", "thirty-seven", "16 ln 10"},
      {"1", "710", "16", "53"}}},
    {"16:right",
     {{"b", "NaN", "nan", "not a number", "(b)", "it is NaN", "b)", "NaN."},
      {"0", "infinity", "a", "c"}}},
    {"17:tiny",
     {{"b", "good", "good to nearly all digits", "(b)", "nearly all digits", "b)", "B", "I think it is good"},
      {"useless", "infinite", "a", "c"}}},
    {"17:kink",
     {{"0.5", "1/2", "one half", "half", "(0+1)/2", "(h - 0)/(2h) = 1/2", "0,5", "50%", "the mean, 0.5", "a half",
       "\u00bd"},
      {"0", "1", "2", "undefined is 1"}}},
};

}  // namespace

TEST_CASE("each question takes right answers in many words, and no wrong ones") {
  std::size_t asked = 0;
  for (const Lesson& lesson : lessons()) {
    const ParsedLesson parsed = parse_lesson(lesson.text);
    for (const Section& section : parsed.sections) {
      for (const Part& part : section.parts) {
        if (part.kind != "question" || part.question.is_open) continue;
        const std::string key = std::to_string(lesson.number) + ":" + part.question.name;
        CAPTURE(key);
        REQUIRE(phrasings.contains(key));
        ++asked;
        const auto& [right, wrong] = phrasings.at(key);
        CHECK(right.size() >= 8);
        CHECK(wrong.size() >= 4);
        for (const std::string& typed : right) {
          CAPTURE(typed);
          CAPTURE(judge_answer(part.question, typed).text);
          CHECK(judge_answer(part.question, typed).right);
        }
        for (const std::string& typed : wrong) {
          CAPTURE(typed);
          CHECK_FALSE(judge_answer(part.question, typed).right);
        }
      }
    }
  }
  CHECK(asked == phrasings.size());
}

TEST_SUITE_END();

}  // namespace test_phrasings
