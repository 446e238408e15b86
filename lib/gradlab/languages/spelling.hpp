// Advice in the words of the learner's language: the table of mistakes writes Theta(:,1:) for all.
#pragma once

#include "gradlab/diagnosis/checked.hpp"

#include <string>
#include <vector>

namespace gradlab::languages {

/// `language`: "Python 3.11.2, NumPy 1.24.2", "Octave 7.3.0" or "C++"; for any other the text stays as it is.
std::string spell(std::string text, const std::string& language);

/// "Theta1[1, 0]" for "Theta1(1,0)", and "theta[1]" for "theta(1)".
std::string in_square_brackets(std::string text);

/// "line 12: RuntimeWarning: ..." in place of the path that Python prints before it; any other line as it is.
std::string warning_without_path(const std::string& line);

/// Explanations of known mistakes, and remedies.
void spell_advice(const std::string& language, std::vector<diagnosis::Diagnosis>& diagnoses);

}  // namespace gradlab::languages
