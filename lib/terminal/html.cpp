#include "terminal/html.hpp"

#include "terminal/maths.hpp"

#include <fmt/format.h>
#include <md4c.h>

#include <string>

namespace gradlab::terminal {

namespace {

constexpr std::string_view style = R"(body { max-width: 50em; margin: 2em auto; padding: 0 1em; font: 1em/1.5 serif; }
pre, code { font-family: monospace; line-height: 1.2; }
pre { overflow-x: auto; padding: .6em; background: #f4f4f4; }
.display { display: block; text-align: center; }
table { border-collapse: collapse; }
td, th { padding: .2em .6em; border: 1px solid #999; }
@media print { h1 { break-before: page; } h1:first-of-type { break-before: auto; } pre { background: none; } }
)";

std::string escape_html(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '<') escaped += "&lt;";
    else if (c == '&') escaped += "&amp;";
    else if (c == '"') escaped += "&quot;";
    else escaped += c;
  }
  return escaped;
}

std::string_view text_of(const MD_ATTRIBUTE& attribute) { return {attribute.text, attribute.size}; }

// The element of a block; empty where it has none.
std::string name_of(MD_BLOCKTYPE type, void* detail) {
  switch (type) {
    case MD_BLOCK_H: return fmt::format("h{}", static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
    case MD_BLOCK_P: return "p";
    case MD_BLOCK_UL: return "ul";
    case MD_BLOCK_OL: return "ol";
    case MD_BLOCK_LI: return "li";
    case MD_BLOCK_QUOTE: return "blockquote";
    case MD_BLOCK_CODE: return "pre";
    case MD_BLOCK_TABLE: return "table";
    case MD_BLOCK_TR: return "tr";
    case MD_BLOCK_TH: return "th";
    case MD_BLOCK_TD: return "td";
    default: return "";
  }
}

std::string begin_link(const MD_SPAN_A_DETAIL& link) {
  return fmt::format("<a href=\"{}\">", escape_html(text_of(link.href)));
}

std::string begin_of(MD_SPANTYPE type, void* detail) {
  switch (type) {
    case MD_SPAN_EM: return "<em>";
    case MD_SPAN_STRONG: return "<strong>";
    case MD_SPAN_CODE: return "<code>";
    case MD_SPAN_A: return begin_link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
    case MD_SPAN_LATEXMATH: return "<i>";
    case MD_SPAN_LATEXMATH_DISPLAY: return "<i class=\"display\">";
    default: return "";
  }
}

std::string_view end_of(MD_SPANTYPE type) {
  switch (type) {
    case MD_SPAN_EM: return "</em>";
    case MD_SPAN_STRONG: return "</strong>";
    case MD_SPAN_CODE: return "</code>";
    case MD_SPAN_A: return "</a>";
    case MD_SPAN_LATEXMATH: return "</i>";
    case MD_SPAN_LATEXMATH_DISPLAY: return "</i>";
    default: return "";
  }
}

// What md4c calls while it reads; the last argument is the page.
std::string& page(void* user) { return *static_cast<std::string*>(user); }

int enter_block(MD_BLOCKTYPE type, void* detail, void* user) {
  const std::string name = name_of(type, detail);
  if (type == MD_BLOCK_HR) page(user) += "<hr>\n";
  if (!name.empty()) page(user) += "<" + name + ">";
  return 0;
}

int leave_block(MD_BLOCKTYPE type, void* detail, void* user) {
  const std::string name = name_of(type, detail);
  if (!name.empty()) page(user) += "</" + name + ">\n";
  return 0;
}

int enter_span(MD_SPANTYPE type, void* detail, void* user) {
  page(user) += begin_of(type, detail);
  return 0;
}

int leave_span(MD_SPANTYPE type, void*, void* user) {
  page(user) += end_of(type);
  return 0;
}

int add_text(MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
  const std::string_view words(text, size);
  if (type == MD_TEXT_BR) page(user) += "<br>\n";
  else if (type == MD_TEXT_SOFTBR) page(user) += "\n";
  else if (type == MD_TEXT_ENTITY) page(user) += words;
  else if (type == MD_TEXT_LATEXMATH) page(user) += escape_html(show_maths(words, true));
  else page(user) += escape_html(words);
  return 0;
}

}  // namespace

std::string to_html(std::string_view markdown, std::string_view title) {
  const MD_PARSER parser = {0,           MD_FLAG_TABLES | MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOHTML,
                            enter_block, leave_block,
                            enter_span,  leave_span,
                            add_text,    nullptr,
                            nullptr};
  std::string body;
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &body);
  return fmt::format("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n"
                     "<style>\n{}</style>\n</head>\n<body>\n{}</body>\n</html>\n", escape_html(title), style, body);
}

}  // namespace gradlab::terminal
