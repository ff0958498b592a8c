#include "tests/unit/index/glass/test_documents.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace quire::glass::test {
namespace {

// Small numbers are likelier, as words are in a language.
std::uint64_t skewed(Random& random, std::uint64_t bound) {
  return random.below(random.below(random.below(bound) + 1) + 1);
}

std::string word(std::uint64_t number) {
  std::string text;
  for (number += 3; number > 0; number /= 26) text.push_back(static_cast<char>('a' + number % 26));
  return text;
}

std::uint32_t below(Random& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random.below(bound));
}

template <class Make>
std::vector<TestDocument> make_documents(std::uint64_t seed, std::size_t count, Make make) {
  Random random(seed);
  std::vector<TestDocument> documents(count);
  for (std::size_t i = 0; i < count; ++i) make(random, i, documents[i]);
  return documents;
}

void add_words(Random& random, std::size_t count, std::uint64_t vocabulary,
               TestDocument& document) {
  std::uint32_t position = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = word(skewed(random, vocabulary));
    document.postings.emplace_back(text, position);
    document.terms.emplace_back("Z" + text.substr(0, 4), 1);
    position += random.below(20) == 0 ? 64U : 1U;
    document.data += text + ' ';
  }
}

}  // namespace

std::string random_bytes(Random& random, std::size_t size) {
  std::string bytes;
  bytes.reserve(size);
  while (bytes.size() < size) bytes.push_back(static_cast<char>(random.next()));
  return bytes;
}

std::vector<TestDocument> articles(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t i, TestDocument& document) {
    add_words(random, 100 + random.below(500), 5000, document);
    document.terms.emplace_back("Q" + std::to_string(random.next()), 0);
    document.terms.emplace_back("XKINDarticle", 0);
    document.terms.emplace_back("Y" + std::to_string(1990 + i % 9), 0);
    document.values.emplace_back(0, Xapian::sortable_serialise(static_cast<double>(i)));
    document.values.emplace_back(2, random_bytes(random, 24));
    document.values.emplace_back(4, "wire");
  });
}

std::vector<TestDocument> odd_terms(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t i, TestDocument& document) {
    const std::string fill(1, static_cast<char>(random.next() | 1));
    for (std::size_t n = 0; n < 40; ++n) {
      std::string term = random_bytes(random, 1 + random.below(12));
      if (n % 4 == 0) term = std::string(1 + random.below(122), '\0');
      if (n % 4 == 1) term = std::string(16, 'p') + term;
      if (n % 8 == 2) term = std::string("a\0b\0", 4).substr(0, 1 + n / 10) + term.substr(0, 1);
      if (n == 39) term.assign(245, fill[0]);
      if (n % 3 == 0) {
        document.terms.emplace_back(term, below(random, 300));
      } else {
        document.postings.emplace_back(term, below(random, 1000));
      }
    }
    document.data = "odd " + std::to_string(i);
  });
}

std::vector<TestDocument> bare_documents(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t i, TestDocument& document) {
    if (i % 2 != 0) document.terms.emplace_back(word(random.below(9)), i % 3);
    if (i % 5 == 3) document.postings.emplace_back(word(random.below(9)), 7);
    if (i % 3 == 1) document.data = std::string(1 + i % 40, 'd');
    if (i % 7 == 2) document.values.emplace_back(3, "v");
    if (i % 11 == 5) document.values.emplace_back(9, "");
  });
}

std::vector<TestDocument> many_values(std::uint64_t seed, std::size_t count) {
  constexpr std::uint32_t kHigh[] = {127, 128, 255, 256, 511, 65535, 65536, 16777216, 4294967294};
  return make_documents(seed, count, [&](Random& random, std::size_t i, TestDocument& document) {
    document.terms.emplace_back("all", 1);
    const std::size_t values = random.below(40);
    for (std::size_t n = 0; n < values; ++n) {
      const std::uint32_t slot = n % 5 == 0 ? kHigh[random.below(9)] : below(random, 30);
      document.values.emplace_back(slot, random_bytes(random, random.below(40)));
    }
    document.values.emplace_back(40, "always the same");
    if (i % 50 == 7) document.values.emplace_back(41, random_bytes(random, 5000));
    if (i % 10 == 0) document.values.emplace_back(40, "");  // takes the other one back
  });
}

std::vector<TestDocument> wild_positions(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t i, TestDocument& document) {
    for (std::uint32_t n = 0; n < 300; ++n) {
      document.postings.emplace_back("near", below(random, 400));
      document.postings.emplace_back("far", static_cast<std::uint32_t>(random.next()));
      if (n < i) document.postings.emplace_back("run", 1000 + n);
    }
    document.postings.emplace_back("ends", 0);
    document.postings.emplace_back("ends", 0xFFFFFFFF);
    document.postings.emplace_back("last", 0xFFFFFFFF);
    document.postings.emplace_back("zero", 0);
    document.postings.emplace_back("start", 0);
    document.postings.emplace_back("start", 1);
    document.postings.emplace_back("twice", 5);
    document.postings.emplace_back("twice", 5);
    document.postings.emplace_back("pair", 8);
    document.postings.emplace_back("pair", 7);
  });
}

std::vector<TestDocument> huge_data(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t i, TestDocument& document) {
    document.postings.emplace_back("huge", 1);
    const std::size_t size = random.below(1U << (10 + i % 12));
    if (i % 2 == 0) {
      document.data = random_bytes(random, size);
    } else {
      while (document.data.size() < size) document.data += word(skewed(random, 5000)) + ' ';
    }
  });
}

std::vector<TestDocument> long_documents(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t, TestDocument& document) {
    add_words(random, 30000, 1000000, document);
    document.data.clear();
  });
}

std::vector<TestDocument> tiny_documents(std::uint64_t seed, std::size_t count) {
  return make_documents(seed, count, [](Random& random, std::size_t i, TestDocument& document) {
    document.terms.emplace_back("common", i % 200);
    if (i % 3 == 0) document.postings.emplace_back("third", below(random, 100));
    if (i % 4 == 1) document.positions.emplace_back("fourth", below(random, 100));
    document.values.emplace_back(1, std::to_string(i));
  });
}

void add_to(DatabaseWriter& writer, const TestDocument& document) {
  writer.begin_document();
  for (const auto& [term, position] : document.postings) writer.add_posting(term, position);
  for (const auto& [term, position] : document.positions) writer.add_position(term, position);
  for (const auto& [term, increment] : document.terms) writer.add_term(term, increment);
  for (const auto& [slot, value] : document.values) writer.set_value(slot, value);
  writer.set_data(document.data);
  writer.end_document();
}

Xapian::Document to_xapian(const TestDocument& document) {
  Xapian::Document result;
  for (const auto& [term, position] : document.postings) result.add_posting(term, position);
  for (const auto& [term, position] : document.positions) result.add_posting(term, position, 0);
  for (const auto& [term, increment] : document.terms) result.add_term(term, increment);
  for (const auto& [slot, value] : document.values) result.add_value(slot, value);
  result.set_data(document.data);
  return result;
}

void build_ours(const std::vector<TestDocument>& documents, const std::string& path) {
  PosixFileSystem files;
  DatabaseWriter writer;
  for (const TestDocument& document : documents) add_to(writer, document);
  const auto written = writer.write(files, path, false);
  ASSERT_TRUE(written.ok()) << written.error().message;
}

void build_xapians(const std::vector<TestDocument>& documents, const std::string& path) {
  Xapian::WritableDatabase database(
      path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC);
  for (const TestDocument& document : documents) database.add_document(to_xapian(document));
  database.commit();
}

}  // namespace quire::glass::test
