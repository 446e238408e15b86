// The page and the reports that are made of the same parts, as HTML: tutorials/web makes them while the project is built.
#pragma once

#include "program/option.hpp"
#include "terminal/json.hpp"

#include <string>
#include <string_view>

namespace gradlab::program {

/// One file each, which needs nothing else. Both are empty where the build lacked what makes them.
extern const std::string_view page_html, report_html;

/// What the build lacked, as names of packages; empty where it has the page.
extern const std::string_view missing_for_page;

/// Writes the page, and tells where. With `open` the user's browser is asked to show it.
/// throws std::invalid_argument if this build has no page, or the file cannot be written.
void write_page(const std::string& file, bool open);

/// --html FILE.html
Option html_option(std::string& file);

/// Tells before any long work whether the report can be written; nothing where no file is named.
/// throws std::invalid_argument as write_page() does.
void require_report(const std::string& file);

/// Writes the report of a verb, whose results are those of --json; nothing where no file is named.
/// throws std::invalid_argument if the file cannot be written.
void write_report(const std::string& file, const std::string& verb, const Json& results);

}  // namespace gradlab::program
