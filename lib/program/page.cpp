#include "program/page.hpp"

#include "gradlab/process/spawn.hpp"
#include "terminal/output_file.hpp"
#include "terminal/text.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace gradlab::program {

namespace {

void require_page(const std::string& option) {
  if (!page_html.empty()) return;
  throw std::invalid_argument(
      fmt::format("{}: this build has no page: it needs {}; `checks/setup page` installs what is missing, and a build "
                  "after that has it",
                  option, missing_for_page));
}

void write(const std::string& option, const std::string& file, std::string_view text) {
  const std::error_code error = terminal::replace_file(file, text);
  if (!error) return;
  throw std::invalid_argument(
      fmt::format("{}: cannot write {}: {}", option, terminal::printable(file), error.message()));
}

// The browser goes on by itself; what it says is not shown.
bool open_in_browser(const std::string& file) {
  try {
    const pid_t child = process::spawn({"xdg-open", {"xdg-open", std::filesystem::absolute(file).string()},
                                        process::make_environment({}), {-1, -1, -1}, "",
                                        process::Program::Group::own});
    return process::wait_for(child) == 0;
  } catch (const std::system_error&) {
    return false;
  }
}

// The data stand in an element of HTML as JSON: no sign in them may end that element or begin another.
std::string as_data(const Json& data) {
  std::string text;
  for (const char sign : data.dump(-1, ' ', true, Json::error_handler_t::replace)) {
    if (sign == '<' || sign == '>' || sign == '&') text += fmt::format("\\u{:04x}", static_cast<unsigned>(sign));
    else text += sign;
  }
  return text;
}

}  // namespace

void write_page(const std::string& file, bool open) {
  require_page("--page");
  terminal::require_writable("--page", file, ".html");
  write("--page", file, page_html);
  fmt::print("page     {}\n", terminal::printable(file));
  if (!open) fmt::print("         Open it in any browser; it asks for no network.\n");
  else if (!open_in_browser(file)) fmt::print("         No browser could be started (xdg-open); open the file in one.\n");
}

Option html_option(std::string& file) {
  return {.name = "--html",
          .target = &file,
          .value = "FILE.html",
          .summary = "Write a report as one file for a browser, with pictures; it prints well on paper"};
}

void require_report(const std::string& file) {
  if (file.empty()) return;
  require_page("--html");
  terminal::require_writable("--html", file, ".html");
}

void write_report(const std::string& file, const std::string& verb, const Json& results) {
  if (file.empty()) return;
  constexpr std::string_view place = "%DATA%";
  const std::size_t at = report_html.find(place);
  const std::string data = as_data({{"verb", verb}, {"results", results}});
  write("--html", file, std::string(report_html.substr(0, at)).append(data).append(report_html.substr(at + place.size())));
}

}  // namespace gradlab::program
