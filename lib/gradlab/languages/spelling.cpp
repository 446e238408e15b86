#include "gradlab/languages/spelling.hpp"

#include <regex>
#include <vector>

namespace gradlab::languages {

namespace {

struct Spelling {
  std::regex ours;
  const char *python, *octave;
};

const std::vector<Spelling>& spellings() {
  static const std::vector<Spelling> rows = {
      {std::regex(R"(\[0, (Theta\d?)\(:,1:\)\])"), "np.c_[np.zeros(len($1)), $1[:, 1:]]",
       "[zeros(rows($1),1), $1(:,2:end)]"},
      {std::regex(R"((Theta\d?)\(:,1:\))"), "$1[:, 1:]", "$1(:,2:end)"},
      {std::regex(R"((Theta\d?)\[:, 1:\])"), "$1[:, 1:]", "$1(:,2:end)"},
      {std::regex(R"((Theta\d?)\[1:\])"), "$1[1:]", "$1(2:end,:)"},
      {std::regex(R"(d1\(1:\))"), "d1[1:]", "d1(2:end)"},
      {std::regex(R"(y10\(i,:\))"), "y10[i]", "y10(i,:)"},
      {std::regex(R"(Theta2'\*d2)"), "Theta2.T @ d2", "Theta2'*d2"},
      {std::regex(R"(X\*Theta1')"), "X @ Theta1.T", "X*Theta1'"},
      {std::regex(R"(olumn 0\b)"), "$&", "olumn 1"},
      {std::regex(R"(olumn i-1\b)"), "$&", "olumn i"},
      {std::regex(R"(([)\dasz])\*\(1([-+]))"), "$1*(1$2", "$1.*(1$2"},  // a sigmoid's derivative, entry by entry
      {std::regex(R"(\.\*)"), "*", ".*"},
      {std::regex(R"(\.\^)"), "**", ".^"},
  };
  return rows;
}

}  // namespace

std::string spell(std::string text, const std::string& language) {
  const bool is_python = language.starts_with("Python"), is_octave = language.starts_with("Octave");
  if (!is_python && !is_octave) return text;
  for (const Spelling& spelling : spellings()) {
    text = std::regex_replace(text, spelling.ours, is_python ? spelling.python : spelling.octave);
  }
  return text;
}

}  // namespace gradlab::languages
