// Checks one file of learners/ by the gradlab command, and says what the command made of it.
#pragma once

#include "run.hpp"

#include <cstddef>
#include <cstdlib>
#include <string>
#include <vector>

/// A file of learners/, and what `gradlab check` should find.
struct Code {
  std::string file;  ///< "python/classic.py", with ":NAME" where a function is meant
  std::string more;  ///< further options
};

/// The path of a file of learners/.
std::string path_of(const std::string& file);

/// A copy of it with another text in one place. Octave finds a function by its file's name, which stays.
std::string plant(const std::string& file, const std::string& right, const std::string& wrong);

/// The whole option: --python '...' or --octave '...', by the file's ending; without the search for the wrong line,
/// which takes seconds and has tests of its own.
std::string option_for(const Code& code);

/// What gradlab said to these arguments the first time. For files that stay as they are.
const Run& run_once(const std::string& arguments);

/// Asks for what run_once will be asked for, as many at once as there are processors.
void run_ahead(const std::vector<std::string>& arguments);

/// The same for checks of learners' files.
void check_ahead(const std::vector<Code>& codes, const std::string& more = "--json");

/// The check with --json; fails the test unless it exits so. The same check is run once, whoever asks for it.
nlohmann::json check_code(const Code& code, int expected_status = 0);

/// Each fifth row of a table of like cases, which take seconds each; all where GRADLAB_EXHAUSTIVE is set.
template <class Row>
std::vector<Row> some_of(const std::vector<Row>& rows) {
  if (std::getenv("GRADLAB_EXHAUSTIVE")) return rows;
  std::vector<Row> some;
  for (std::size_t i = 0; i < rows.size(); i += 5) some.push_back(rows[i]);
  return some;
}

/// NumPy is installed; else says that the test is skipped.
bool has_numpy();

/// The kinds of all troubles of a report, and the remarks on its code.
std::string troubles_in(const nlohmann::json& report);
std::string remarks_in(const nlohmann::json& report);

/// Fails the test unless the check ends with status 2, nothing on standard output, and one line with all these parts.
void refuses_code(const Code& code, const std::vector<std::string>& parts);
void refuses(const std::string& arguments, const std::vector<std::string>& parts);
