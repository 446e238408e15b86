// The language of a learner's exercises and of the lessons' code: NumPy, or C++ with Armadillo. The choice is kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gradlab::teach {

enum class Language { python, cpp };

std::string_view to_string(Language language);  ///< "Python", "C++"
std::string_view ending(Language language);     ///< ".py", ".cpp"

/// The values of the option --language: "numpy" and "cpp".
std::string_view option_value(Language language);
std::vector<std::string> language_values();

/// Nothing where the text is no value of --language.
std::optional<Language> parse_language(std::string_view text);

constexpr Language other_language(Language language) {
  return language == Language::python ? Language::cpp : Language::python;
}

/// The language chosen last; Python where none was, or the choice cannot be read.
Language remembered_language();

/// throws std::invalid_argument if the choice cannot be written.
void remember_language(Language language);

/// Of the option's value, which is then remembered if it can be; of an empty one the language remembered.
Language choose_language(std::string_view option);

}  // namespace gradlab::teach
