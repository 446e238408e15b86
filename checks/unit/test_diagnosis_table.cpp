// Every mistake by its name on five configurations. lib/program/DIAGNOSIS.md is made here: GRADLAB_WRITE_DOCS=1 writes
// it, else it must not drift.
#include "diagnosing.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace test_diagnosis_table {

using namespace diagnosing;

TEST_SUITE_BEGIN("diagnosis");

namespace {

struct Figures {
  std::size_t alone = 0, in_set = 0, largest_set = 0, missed = 0;
  std::size_t pairs = 0, both = 0;
};

std::string answer(const Mistake& mistake, const Problem& c, Figures& figures) {
  const std::vector<Finding> findings = diagnose(c, claim(c, {&mistake}));
  const std::set<std::string> sets = suspected(findings);
  if (!sets.contains(name_of(mistake))) {
    ++figures.missed;
    return findings.empty() ? "not seen" : "**missed**";
  }
  figures.largest_set = std::max(figures.largest_set, sets.size());
  if (sets.size() == 1) {
    ++figures.alone;
    return "named";
  }
  ++figures.in_set;
  return fmt::format("one of {}", sets.size());
}

void count_pairs(const Problem& c, Figures& figures) {
  for (const Mistake& one : mistakes()) {
    for (const Mistake& other : mistakes()) {
      if (one.kind != "gradient" || other.kind != "regularization") continue;
      ++figures.pairs;
      if (names_both(diagnose(c, claim(c, {&one, &other})), one, other)) ++figures.both;
    }
  }
}

std::string make_table(std::vector<Figures>& figures) {
  figures.resize(five_problems().size());
  std::string text = "| mistake |", line = "| --- |";
  for (const auto& [name, problem] : five_problems()) {
    text += " " + name + " |";
    line += " --- |";
  }
  text += "\n" + line + "\n";
  for (const Mistake& mistake : mistakes()) {
    text += fmt::format("| {} |", name_of(mistake));
    for (std::size_t i = 0; i < figures.size(); ++i) {
      text += fmt::format(" {} |", answer(mistake, show(mistake, five_problems()[i].problem), figures[i]));
    }
    text += "\n";
  }
  text += "| pairs of a gradient and a regularization mistake, both named |";
  for (std::size_t i = 0; i < figures.size(); ++i) {
    count_pairs(five_problems()[i].problem, figures[i]);
    text += fmt::format(" {} of {} |", figures[i].both, figures[i].pairs);
  }
  return text + "\n";
}

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

constexpr const char* introduction =
    "# What the diagnosis names\n\n"
    "Made by `checks/unit/test_diagnosis_table.cpp` (GRADLAB_WRITE_DOCS=1 writes it; the test fails where it drifts).\n"
    "Each mistake of `gradlab mistakes` is made on five configurations, and the diagnosis is asked what is wrong.\n"
    "*named*: it gives this name and no other. *one of N*: it names a set of N that give the same numbers there.\n"
    "Saturation is shown with weights a thousand times as large. Pairs that are not named both hide one another: "
    "where\n"
    "the bias columns are left at zero, it does not show whether they are regularized.\n\n";

}  // namespace

TEST_CASE("every mistake is named on five configurations, and the table in the docs says so") {
  std::vector<Figures> figures;
  const std::string table = introduction + make_table(figures);
  for (const Figures& f : figures) {
    CHECK(f.missed == 0);
    CHECK(f.largest_set <= 3);
    CHECK(10 * f.both >= 9 * f.pairs);
  }
  const std::string path = std::string(GRADLAB_CHECKS_DIR) + "/../lib/program/DIAGNOSIS.md";
  if (std::getenv("GRADLAB_WRITE_DOCS")) std::ofstream(path) << table;
  CHECK(read_file(path) == table);
}

TEST_SUITE_END();

}  // namespace test_diagnosis_table
