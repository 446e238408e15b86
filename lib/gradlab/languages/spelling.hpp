// Advice in the words of the learner's language: the table of mistakes writes Theta(:,1:) for all.
#pragma once

#include <string>

namespace gradlab::languages {

/// `language`: "Python 3.11.2, NumPy 1.24.2" or "Octave 7.3.0"; for any other the text stays as it is.
std::string spell(std::string text, const std::string& language);

}  // namespace gradlab::languages
