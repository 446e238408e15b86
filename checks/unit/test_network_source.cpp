// The loop twin as a text: its 30 statements stand there once each, in order and under their names, and nothing else.
// What the statements compute is the golden test's business.
#include "read_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace test_network_source {

namespace {

constexpr int last_statement = 30;

// What each statement is about, by the names that learners know.
const std::array<std::string, last_statement> names = {
    "Theta1", "Theta2", "m",  "J",     "X",     "y10",   "a1",    "a1",        "a2",        "i",
    "y10",    "j",      "J",  "cost",  "reg_J", "grad1", "grad2", "i",         "xi",        "a1i",
    "a2i",    "d2",     "d1", "grad1", "grad2", "grad1", "grad2", "grad1_reg", "grad2_reg", "return"};

// A statement of the text with the numbers that mark it.
struct Statement {
  std::string code;
  std::vector<int> marks;
};

std::string trim(const std::string& text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// Each statement from the opening line of the mirror to its end; lines that continue one are joined to it.
std::vector<Statement> split_into_statements(const std::string& text) {
  const std::regex mark(R"(// S(\d+)\b)");
  std::istringstream lines(text.substr(text.find("CostAndGradients statements(")));
  std::vector<Statement> statements(1);
  for (std::string line; std::getline(lines, line) && line != "}";) {
    for (std::sregex_iterator m(line.begin(), line.end(), mark), end; m != end; ++m) {
      statements.back().marks.push_back(std::stoi((*m)[1]));
    }
    const std::string code = trim(line.substr(0, line.find("//")));
    statements.back().code += code;
    if (!code.empty() && std::string(";{}").find(code.back()) != std::string::npos) statements.emplace_back();
  }
  statements.pop_back();
  statements.erase(statements.begin());  // the opening line
  return statements;
}

// One line for each number of S1..S30 that is missing, doubled or out of order.
std::vector<std::string> find_wrong_numbers(const std::vector<Statement>& statements) {
  std::array<int, last_statement + 1> times{};
  std::vector<std::string> faults;
  int before = 0;
  for (const Statement& statement : statements) {
    for (const int mark : statement.marks) {
      if (mark < 1 || mark > last_statement) {
        faults.push_back(fmt::format("S{} is no statement of the source", mark));
        continue;
      }
      if (mark < before) faults.push_back(fmt::format("S{} is out of order: it follows S{}", mark, before));
      before = mark;
      ++times[std::size_t(mark)];
    }
  }
  for (int mark = 1; mark <= last_statement; ++mark) {
    if (times[std::size_t(mark)] == 0) faults.push_back(fmt::format("S{} is missing", mark));
    if (times[std::size_t(mark)] > 1) faults.push_back(fmt::format("S{} is doubled", mark));
  }
  return faults;
}

// Statements that mirror nothing: before S1 constants may be named, from there on each statement has one number.
std::vector<std::string> find_strangers(const std::vector<Statement>& statements) {
  std::vector<std::string> faults;
  bool begun = false;
  for (const Statement& statement : statements) {
    begun = begun || !statement.marks.empty();
    const bool names_a_constant = !begun && statement.code.rfind("const ", 0) == 0;
    if (statement.code == "}" || names_a_constant || statement.marks.size() == 1) continue;
    faults.push_back(fmt::format("has {} numbers: {}", statement.marks.size(), statement.code));
  }
  return faults;
}

std::vector<std::string> find_lost_names(const std::vector<Statement>& statements) {
  std::vector<std::string> faults;
  for (const Statement& statement : statements) {
    for (const int mark : statement.marks) {
      if (mark < 1 || mark > last_statement) continue;
      const std::string& name = names[std::size_t(mark - 1)];
      if (std::regex_search(statement.code, std::regex("\\b" + name + "\\b"))) continue;
      faults.push_back(fmt::format("S{} does not speak of {}", mark, name));
    }
  }
  return faults;
}

// The whole file is about the mirror: it measures, records, prints and parallelizes nothing.
std::vector<std::string> find_foreign_words(const std::string& text) {
  std::vector<std::string> faults;
  for (const char* word : {"chrono", "clock", "timer", "omp", "pragma", "thread", "trace", "record", "printf", "cout",
                           "cerr", "fmt", "fstream", "std::function", "ifdef"}) {
    if (text.find(word) != std::string::npos) faults.push_back(fmt::format("'{}' has no place here", word));
  }
  return faults;
}

std::vector<std::string> find_faults(const std::string& text) {
  const std::vector<Statement> statements = split_into_statements(text);
  std::vector<std::string> faults = find_wrong_numbers(statements);
  for (const auto& more : {find_strangers(statements), find_lost_names(statements), find_foreign_words(text)}) {
    faults.insert(faults.end(), more.begin(), more.end());
  }
  return faults;
}

std::string faults_of(const std::string& text) { return fmt::format("{}", fmt::join(find_faults(text), "; ")); }

std::string replaced(std::string text, const std::string& old, const std::string& fresh) {
  const std::size_t at = text.find(old);
  REQUIRE_MESSAGE(at != std::string::npos, "the twin needs '" << old << "' in the text");
  return text.replace(at, old.size(), fresh);
}

const std::string mirror = read_text("../lib/gradlab/models/network/loop.cpp");

}  // namespace

TEST_SUITE_BEGIN("network source");

TEST_CASE("the loop mirrors the 30 statements in order, under their names, and nothing else") {
  CHECK(faults_of(mirror) == "");
}

TEST_CASE("a statement that is missing, doubled or out of order is seen") {
  for (int mark = 1; mark <= last_statement; ++mark) {
    CAPTURE(mark);
    const std::string number = fmt::format("// S{}\n", mark);
    CHECK(faults_of(replaced(mirror, number, "\n")).find(fmt::format("S{} is missing", mark)) != std::string::npos);

    const std::string doubled = faults_of(replaced(mirror, number, number + "    int more = 0;  " + number));
    CHECK(doubled.find(fmt::format("S{} is doubled", mark)) != std::string::npos);
    if (mark == last_statement) break;

    const std::string next = fmt::format("// S{}\n", mark + 1);
    const std::string swapped = replaced(replaced(replaced(mirror, number, "// S?\n"), next, number), "// S?\n", next);
    CHECK(faults_of(swapped).find(fmt::format("S{} is out of order: it follows S{}", mark, mark + 1)) !=
          std::string::npos);
  }
}

TEST_CASE("numbers that the source does not have are seen") {
  CHECK(faults_of(replaced(mirror, "// S30\n", "// S30\n  return {};  // S31\n")) ==
        "S31 is no statement of the source");
}

TEST_CASE("anything that stands between the statements is seen") {
  CHECK(faults_of(replaced(mirror, "// S19\n", "// S19\n    ++visited;\n")) == "has 0 numbers: ++visited;");
  CHECK(faults_of(replaced(mirror, "#include", "#include <chrono>\n#include")) == "'chrono' has no place here");
  CHECK(faults_of(replaced(mirror, "  for (", "#pragma omp parallel for\n  for (")) != "");
}

TEST_CASE("a statement under another name is seen") {
  CHECK(faults_of(replaced(mirror, "const rowvec d2 =", "const rowvec error =")) == "S22 does not speak of d2");
}

TEST_SUITE_END();

}  // namespace test_network_source
