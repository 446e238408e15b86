// Whether what a learner typed answers a lesson's question, and what to say to it, right or wrong.
#pragma once

#include "teach/lessons/lesson.hpp"

#include <string>
#include <string_view>

namespace gradlab::program {

struct Reply {
  bool understood = false;  ///< it was one of the choices, or as many numbers as asked for
  bool right = false;
  std::string text;         ///< the explanation, Markdown; where not understood, what is expected
};

/// `typed`: a choice's letter, or numbers with anything between: "25 x 401". A single number may be a fraction: "1/4".
Reply judge_answer(const Question& question, std::string_view typed);

/// The answer and why, for those who do not want to guess: Markdown.
std::string tell_answer(const Question& question);

}  // namespace gradlab::program
