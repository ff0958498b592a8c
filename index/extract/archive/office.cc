#include "index/extract/archive/office.h"

#include <algorithm>
#include <array>
#include <vector>

namespace quire::extract::archive {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMostNames = 1000;  // an office document names itself among the first

std::size_t number_at(std::string_view bytes, std::size_t offset) {
  if (offset + 2 > bytes.size()) return 0;
  return static_cast<unsigned char>(bytes[offset]) +
         static_cast<std::size_t>(static_cast<unsigned char>(bytes[offset + 1])) * 256;
}

// The names in the central directory (APPNOTE.TXT 4.3.12), which stands at the end of the file.
std::vector<std::string_view> names_in(std::string_view zip) {
  constexpr std::size_t kEntry = 46;  // bytes before the name
  std::vector<std::string_view> names;
  std::size_t at = zip.find("PK\x01\x02"sv);
  while (at != std::string_view::npos && names.size() < kMostNames) {
    names.push_back(zip.substr(std::min(at + kEntry, zip.size()), number_at(zip, at + 28)));
    at = zip.find("PK\x01\x02"sv, at + kEntry);
  }
  return names;
}

// OpenDocument and EPUB say what they are in a first file that is not compressed.
std::string_view stated_type(std::string_view zip) {
  constexpr std::size_t kName = 30;
  constexpr std::string_view kMimetype = "mimetype";
  if (!zip.substr(std::min(kName, zip.size())).starts_with(kMimetype)) return {};
  const std::size_t begin = kName + kMimetype.size() + number_at(zip, 28);
  return zip.substr(std::min(begin, zip.size()), 100);
}

}  // namespace

std::string_view office_format_name(std::string_view zip) {
  struct Format {
    std::string_view mark;
    std::string_view name;
  };
  constexpr std::array kStated = {
      Format{"application/epub+zip", "EPUB"},
      Format{"application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)"},
      Format{"application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (ODS)"},
      Format{"application/vnd.oasis.opendocument.presentation",
             "an OpenDocument presentation (ODP)"},
      Format{"application/vnd.oasis.opendocument", "an OpenDocument file"},
  };
  constexpr std::array kNamed = {
      Format{"word/", "a Word document (DOCX)"},
      Format{"xl/", "an Excel workbook (XLSX)"},
      Format{"ppt/", "a PowerPoint presentation (PPTX)"},
  };
  const std::string_view type = stated_type(zip);
  for (const Format& format : kStated) {
    if (type.starts_with(format.mark)) return format.name;
  }
  const auto names = names_in(zip);
  if (std::find(names.begin(), names.end(), "[Content_Types].xml") == names.end()) return {};
  for (const Format& format : kNamed) {
    if (std::any_of(names.begin(), names.end(),
                    [&format](std::string_view name) { return name.starts_with(format.mark); })) {
      return format.name;
    }
  }
  return "an Office Open XML file";
}

}  // namespace quire::extract::archive
