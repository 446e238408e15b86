#include "code.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>
#include <utility>

namespace {

// By their arguments. Learners' files stay as they are, and so do the answers.
std::map<std::string, Run>& answers() {
  static std::map<std::string, Run> all;
  return all;
}

void expect_refusal(const std::string& arguments, const Run& run, const std::vector<std::string>& parts) {
  INFO(arguments << " -> " << run.err);
  CHECK(run.status == 2);
  CHECK(run.out.empty());
  CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
  for (const std::string& part : parts) {
    INFO("expected: " << part);
    CHECK(run.err.find(part) != std::string::npos);
  }
}

// "styles.m", "styles.m:six".
bool is_octave(const std::string& file) { return file.ends_with(".m") || file.find(".m:") != file.npos; }

std::string arguments_for(const Code& code, const std::string& more) {
  return "check " + option_for(code) + (more.empty() ? "" : " " + more);
}

}  // namespace

std::string path_of(const std::string& file) { return GRADLAB_CHECKS_DIR "/languages/learners/" + file; }

std::string plant(const std::string& file, const std::string& right, const std::string& wrong) {
  std::ifstream original(path_of(file));
  std::string text{std::istreambuf_iterator<char>(original), {}};
  const std::size_t at = text.find(right);
  REQUIRE(at != text.npos);
  text.replace(at, right.size(), wrong);
  return write_file(file.ends_with(".m") ? file.substr(file.rfind('/') + 1) : "planted.py", text);
}

std::string option_for(const Code& code) {
  const char* option = is_octave(code.file) ? "--octave" : "--python";
  return std::string("--no-line ") + option + " '" + path_of(code.file) + "' " + code.more;
}

const Run& run_once(const std::string& arguments) {
  const auto known = answers().find(arguments);
  if (known != answers().end()) return known->second;
  return answers()[arguments] = run_gradlab(arguments);
}

void run_ahead(const std::vector<std::string>& arguments) {
  std::vector<std::pair<const std::string, Run>*> waiting;
  for (const std::string& one : arguments) {
    const auto [place, is_new] = answers().try_emplace(one);
    if (is_new) waiting.push_back(&*place);
  }
  std::atomic<std::size_t> next = 0;
  const std::size_t processors = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::thread> threads(std::min(waiting.size(), processors));
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      for (std::size_t i = next++; i < waiting.size(); i = next++) waiting[i]->second = run_gradlab(waiting[i]->first);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

void check_ahead(const std::vector<Code>& codes, const std::string& more) {
  std::vector<std::string> arguments;
  for (const Code& code : codes) arguments.push_back(arguments_for(code, more));
  run_ahead(arguments);
}

nlohmann::json check_code(const Code& code, int expected_status) {
  const std::string arguments = arguments_for(code, "--json");
  const Run& run = run_once(arguments);
  INFO(arguments << "\n" << run.err);
  CHECK(run.status == expected_status);
  nlohmann::json object = nlohmann::json::parse(run.out, nullptr, false);
  REQUIRE(object.is_object());
  return object;
}

bool has_numpy() {
  static const bool is_there = run_shell("python3 -c 'import numpy'").status == 0;
  if (!is_there) MESSAGE("skipped: python3-numpy is missing");
  return is_there;
}

std::string troubles_in(const nlohmann::json& report) {
  std::string all;
  for (const nlohmann::json& trouble : report["troubles"]) all += trouble["kind"].get<std::string>() + "\n";
  return all;
}

std::string remarks_in(const nlohmann::json& report) {
  std::string all;
  for (const nlohmann::json& remark : report["code"]["remarks"]) all += remark.get<std::string>() + "\n";
  return all;
}

void refuses(const std::string& arguments, const std::vector<std::string>& parts) {
  expect_refusal(arguments, run_gradlab(arguments), parts);
}

void refuses_code(const Code& code, const std::vector<std::string>& parts) {
  const std::string arguments = arguments_for(code, "");
  expect_refusal(arguments, run_once(arguments), parts);
}
