#include "gradlab/languages/spelling.hpp"

#include <regex>
#include <vector>

namespace gradlab::languages {

namespace {

struct Spelling {
  std::regex ours;
  const char *python, *octave, *cpp;
};

const std::vector<Spelling>& spellings() {
  static const std::vector<Spelling> rows = {
      {std::regex(R"(\[0, (Theta\d?)(?:\(:,1:\)|\[:, 1:\])\])"), "np.c_[np.zeros(len($1)), $1[:, 1:]]",
       "[zeros(rows($1),1), $1(:,2:end)]", "join_rows(zeros($1.n_rows, 1), $1.tail_cols($1.n_cols - 1))"},
      {std::regex(R"((Theta\d?|grad\d?)(?:\(:,1:\)|\[:, 1:\]))"), "$1[:, 1:]", "$1(:,2:end)", "$1.tail_cols($1.n_cols - 1)"},
      {std::regex(R"((Theta\d?)\[1:\])"), "$1[1:]", "$1(2:end,:)", "$1.tail_rows($1.n_rows - 1)"},
      {std::regex(R"(d1\(1:\))"), "d1[1:]", "d1(2:end)", "d1.tail(d1.n_elem - 1)"},
      {std::regex(R"(y10\(i,:\))"), "y10[i]", "y10(i,:)", "y10.row(i)"},
      {std::regex(R"(Theta2'\*d2)"), "Theta2.T @ d2", "Theta2'*d2", "Theta2.t() * d2"},
      {std::regex(R"(X\*Theta1')"), "X @ Theta1.T", "X*Theta1'", "X * Theta1.t()"},
      {std::regex(R"(olumn 0\b)"), "$&", "olumn 1", "$&"},
      {std::regex(R"(olumn i-1\b)"), "$&", "olumn i", "$&"},
      {std::regex(R"((\w+)\.\^2)"), "$1**2", "$1.^2", "square($1)"},
      {std::regex(R"((sigmoid\(z\d?\)|z\d?|[ay]\d?)\.?\*(?=\())"), "$1*", "$1.*", "$1%"},
  };
  return rows;
}

}  // namespace

std::string spell(std::string text, const std::string& language) {
  const auto column = language.starts_with("Python")   ? &Spelling::python
                      : language.starts_with("Octave") ? &Spelling::octave
                      : language.starts_with("C++")    ? &Spelling::cpp
                                                       : nullptr;
  if (!column) return text;
  for (const Spelling& spelling : spellings()) text = std::regex_replace(text, spelling.ours, spelling.*column);
  return text;
}

std::string in_square_brackets(std::string text) {
  static const std::regex two(R"(\b([A-Za-z]\w*)\((:|\d+),(:|1:|\d+)\))"), one(R"(\b(theta|y|z|g|d1|d2|derivative|gradient)\((\d+)\))");
  return std::regex_replace(std::regex_replace(text, two, "$1[$2, $3]"), one, "$1[$2]");
}

std::string warning_without_path(const std::string& line) {
  static const std::regex warning(R"(^[^:]*\.py:(\d+): (\w*Warning: .*)$)");
  return std::regex_replace(line, warning, "line $1: $2");
}

void spell_advice(const std::string& language, std::vector<diagnosis::Diagnosis>& diagnoses) {
  for (diagnosis::Diagnosis& diagnosis : diagnoses) {
    for (diagnosis::Finding& finding : diagnosis.findings) {
      if (!finding.mistake.empty()) finding.advice.explanation = spell(finding.advice.explanation, language);
      finding.advice.remedy = spell(finding.advice.remedy, language);
    }
  }
}

}  // namespace gradlab::languages
