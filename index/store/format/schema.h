#pragma once
// How articles are laid out in Xapian: the one table of term prefixes, value slots and positions.
// Prefixes follow Omega's conventions (https://xapian.org/docs/omega/termprefixes.html), so that
// xapian-delve, quest and omega understand the index. Raise kSchemaVersion with every change.

#include <cstdint>
#include <string>
#include <string_view>

#include "index/article/article.h"

namespace quire::store {

inline constexpr std::uint32_t kSchemaVersion = 4;

// Term prefixes. Words of title and body stand without a prefix; a stem is "Z" + stem.
namespace prefix {
inline constexpr std::string_view kId = "Q";     // article id, one article a term
inline constexpr std::string_view kPath = "P";   // drop name '/' relative path, one file a term
inline constexpr std::string_view kTitle = "S";  // words of the title, with positions
inline constexpr std::string_view kStem = "Z";
inline constexpr std::string_view kTitleStem = "ZS";
inline constexpr std::string_view kAuthor = "A";
inline constexpr std::string_view kKeyword = "K";  // a tag
inline constexpr std::string_view kHost = "H";     // of the canonical address, and its domains
inline constexpr std::string_view kLanguage = "L";
inline constexpr std::string_view kYear = "Y";   // YYYY
inline constexpr std::string_view kMonth = "M";  // YYYYMM
inline constexpr std::string_view kDay = "D";    // YYYYMMDD
inline constexpr std::string_view kSource = "XSOURCE";
inline constexpr std::string_view kSection = "XSECTION";
inline constexpr std::string_view kPlace = "XPLACE";
inline constexpr std::string_view kFolder =
    "XDIR";  // drop name '/' folder, each one above the file
// Words of the fields above, with positions, so that a part of a value finds it.
inline constexpr std::string_view kAuthorWord = "XBY";
inline constexpr std::string_view kKeywordWord = "XTAG";
inline constexpr std::string_view kSourceWord = "XSRC";
inline constexpr std::string_view kSectionWord = "XSEC";
inline constexpr std::string_view kPlaceWord = "XPLC";
inline constexpr std::string_view kKind = "XKIND";  // what the document stands for: see below
}  // namespace prefix

inline constexpr std::string_view kArticleTerm = "XKINDarticle";
inline constexpr std::string_view kFailedTerm = "XKINDfailed";  // a file that could not be read
inline constexpr std::string_view kGapTerm = "XKINDgap";        // nothing; see gap.h
// Beside kArticleTerm, of an article that takes back others.
inline constexpr std::string_view kWithdrawalTerm = "XKINDwithdrawal";

// Where the parts of a text begin, as positions. A paragraph's beginning is not one of a sentence
// as well; the first of the paragraphs is where the title ends.
inline constexpr std::string_view kParagraphTerm = "XBREAKparagraph";
inline constexpr std::string_view kSentenceTerm = "XBREAKsentence";

// Value slots, as numbers of Xapian.
namespace slot {
inline constexpr std::uint32_t kPublished = 0;  // sortable_serialise(seconds since the epoch)
inline constexpr std::uint32_t kUpdated = 1;    // the same
inline constexpr std::uint32_t kFile = 2;       // FileState, drop name and path; see file_state.h
inline constexpr std::uint32_t kWords = 3;      // sortable_serialise(word count)
inline constexpr std::uint32_t kSource = 4;
inline constexpr std::uint32_t kSection = 5;
inline constexpr std::uint32_t kStory = 6;  // by which its versions are found; see story/card.h
}  // namespace slot

// Words stand next to each other, also where a sentence ends: an abbreviation that looks like an
// end must not hide a phrase. Between paragraphs, and between title and body, one position is free,
// so that no phrase crosses them.
inline constexpr std::uint32_t kParagraphGap = 1;

// How many times a word of the title counts towards the rank of an article.
inline constexpr std::uint32_t kTitleWeight = 3;

// Xapian allows terms of 245 bytes, and a zero byte counts twice; paths are cut well before.
inline constexpr std::size_t kMaxPathTermBytes = 200;

// The term that all articles of a file share. Long paths end in a hash of the whole.
[[nodiscard]] std::string path_term(const article::FileKey& file);

// A term that all files below `folder` of a drop folder have ("" for all of it).
[[nodiscard]] std::string folder_term(std::string_view drop, std::string_view folder);

// A prefix of the path terms of all files below `folder` in the drop folder ("" for all of it).
// Cut where path terms are cut, so what it finds must be checked.
[[nodiscard]] std::string path_term_prefix(std::string_view drop, std::string_view folder);

// A boolean term such as XSOURCE + folded value, cut to what Xapian allows.
[[nodiscard]] std::string value_term(std::string_view prefix, std::string_view value);

}  // namespace quire::store
