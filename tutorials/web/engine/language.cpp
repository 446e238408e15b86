// The page chooses its language itself: what the engine says is spelled in Python, as the command does at first.
#include "teach/language.hpp"

namespace gradlab::teach {

std::string_view to_string(Language language) { return language == Language::python ? "Python" : "C++"; }
Language remembered_language() { return Language::python; }

}  // namespace gradlab::teach
