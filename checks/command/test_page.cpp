// The page and the reports as files: who writes them, what is refused, and that no data become script.
#include "run.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace test_page {

namespace fs = std::filesystem;

TEST_SUITE_BEGIN("page");

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string read_text(const fs::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string place_of(const std::string& name) { return (scratch_folder() / name).string(); }

// A build that lacked the page's tools says so; the tests below need one that has it.
bool build_has_page() {
  static const Run run = run_gradlab("learn --page '" + place_of("first.html") + "'");
  if (run.status == 0) return true;
  CHECK(run.status == 2);
  CHECK(has(run.err, "this build has no page"));
  MESSAGE("skipped: this build has no page");
  return false;
}

// The element that holds the data of a report.
std::string data_of(const std::string& html) {
  const std::string begin = "<script type=\"application/json\" id=\"data\">";
  const std::size_t at = html.find(begin) + begin.size();
  return html.substr(at, html.find("</script>", at) - at);
}

}  // namespace

TEST_CASE("learn --page writes one file that names no place in the network but links to read") {
  if (!build_has_page()) return;
  const std::string file = place_of("page.html");
  const Run run = run_gradlab("learn --page '" + file + "'");
  CHECK(run.status == 0);
  CHECK(has(run.out, file));
  const std::string page = read_text(file);
  CHECK(page.size() > 300'000);
  CHECK(page.size() < 1'000'000);
  CHECK(has(page, "default-src 'none'"));
  CHECK_FALSE(has(page, "%ENGINE%"));
  // Written once more in its place: the same bytes.
  run_gradlab("learn --page '" + file + "'");
  CHECK(read_text(file) == page);
}

TEST_CASE("what is no place for a page is refused, and what stands there stays") {
  if (!build_has_page()) return;
  const std::string text = write_file("notes.txt", "mine");
  CHECK(run_gradlab("learn --page '" + text + "'").status == 2);
  CHECK(read_text(text) == "mine");
  CHECK(has(run_gradlab("learn --page /no/such/folder/page.html").err, "--page"));
  CHECK(has(run_gradlab("learn --open").err, "learn --page --open"));
  CHECK(has(run_gradlab("check --data debug --html report.pdf").err, ".html"));
  CHECK(run_gradlab("check --data debug --html /no/such/folder/report.html").out.empty());
}

TEST_CASE("each verb's report holds what its --json prints") {
  if (!build_has_page()) return;
  const std::string verbs[] = {"check --data debug", "sweep --function exp", "train --data debug --iterations 3 --held-out 0",
                               "compare --data debug", "step --statement S15"};
  for (const std::string& verb : verbs) {
    CAPTURE(verb);
    const std::string file = place_of("report.html");
    CHECK(run_gradlab(fmt::format("{} --html '{}'", verb, file)).status == 0);
    const nlohmann::json data = nlohmann::json::parse(data_of(read_text(file)));
    CHECK(verb.starts_with(data["verb"].get<std::string>()));
    const nlohmann::json printed = run_json(verb);
    for (const auto& [key, value] : printed.items()) CHECK(data["results"].contains(key));
  }
}

TEST_CASE("a report of a wrong gradient has each entry with its verdict") {
  if (!build_has_page()) return;
  const std::string file = place_of("wrong.html");
  CHECK(run_gradlab("check --data debug --implementation missing-derivative --html '" + file + "'").status == 1);
  const nlohmann::json results = nlohmann::json::parse(data_of(read_text(file)))["results"];
  const std::string verdicts = results["entries"]["witnesses"]["missing-derivative"]["verdicts"];
  CHECK(verdicts == std::string(20, 'd') + std::string(18, 'a'));
  CHECK(results["entries"]["numerical"].size() == 38);
  CHECK(results["findings"][0]["mistake"] == "missing-derivative");
}

TEST_CASE("names that look like HTML stay names") {
  if (!build_has_page()) return;
  const std::string name = "<script>alert(1)<!--&.csv";
  const std::string data = write_file(name, "0.1,0.2,1\n0.3,0.1,2\n0.2,0.4,1\n0.5,0.1,2\n");
  const std::string file = place_of("hostile.html");
  run_gradlab(fmt::format("check --data '{}' --hidden 2 --html '{}'", data, file));
  const std::string written = data_of(read_text(file));
  CHECK_FALSE(has(written, "<"));
  CHECK(has(nlohmann::json::parse(written).dump(), name));
}

TEST_SUITE_END();

}  // namespace test_page
