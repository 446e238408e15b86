// Judges an answer that a learner typed, and says why it is right or wrong.
#pragma once

#include "teach/lessons/lesson.hpp"

#include <string>
#include <string_view>

namespace gradlab::teach {

struct Reply {
  bool understood = false;  ///< a letter of the choices, or as many numbers as the question asks for
  bool right = false;
  std::string text;         ///< Markdown: the explanation; where not understood, the kind of answer expected
};

/// `typed`: a choice's letter, or expressions (expression.hpp): "-log(1/2)", "25 x 401". What is not understood is no
/// wrong answer. Any answer to an open question is right: the learner compares.
Reply judge_answer(const Question& question, std::string_view typed);

/// The answer and its explanation, Markdown.
std::string tell_answer(const Question& question);

}  // namespace gradlab::teach
