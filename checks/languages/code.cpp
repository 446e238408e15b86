#include "code.hpp"

#include <doctest/doctest.h>

#include <algorithm>

std::string option_for(const Code& code) {
  const char* option = code.file.find(".py") != code.file.npos ? "--python" : "--octave";
  return std::string(option) + " '" GRADLAB_CHECKS_DIR "/languages/learners/" + code.file + "' " + code.more;
}

nlohmann::json check_code(const Code& code, int expected_status) {
  return run_json("check " + option_for(code), expected_status);
}

void refuses(const std::string& arguments, const std::vector<std::string>& parts) {
  const Run run = run_gradlab(arguments);
  INFO(arguments << " -> " << run.err);
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  for (const std::string& part : parts) {
    INFO("expected: " << part);
    CHECK(run.err.find(part) != std::string::npos);
  }
}

void refuses_code(const Code& code, const std::vector<std::string>& parts) {
  refuses("check " + option_for(code), parts);
}
