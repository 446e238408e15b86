// Runs the gradlab command and hands back what it printed and exited with.
#pragma once

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>

struct Run {
  int status = -1;
  std::string out;
  std::string err;
};

/// `gradlab ARGUMENTS`, by a shell, in an empty environment but for PATH and TERM. No terminal anywhere.
Run run_gradlab(const std::string& arguments);

/// The same with --json, parsed. Fails the test if standard output holds anything but one object.
nlohmann::json run_json(const std::string& arguments, int expected_status = 0);

/// Any command by a shell, in the same surroundings.
Run run_shell(const std::string& command);

/// Columns of the widest line: characters of UTF-8, not bytes.
std::size_t widest_line(const std::string& text);

/// An empty folder of this process, removed when it ends.
std::filesystem::path scratch_folder();

/// Writes a file into the scratch folder and gives its path.
std::string write_file(const std::string& name, const std::string& content);
