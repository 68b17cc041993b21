#include "mentions/entities/genders.h"

namespace dragoman::mentions {
namespace {

void read(const Table& table, std::unordered_map<std::string_view, char>& index) {
    const int word = table.column("word"), gender = table.column("gender");
    index.reserve(static_cast<std::size_t>(table.rows()));
    for (int row = 0; row < table.rows(); ++row)
        if (const auto value = table.at(row, gender); !value.empty()) index[table.at(row, word)] = value.front();
}

}  // namespace

Genders::Genders(const Knowledge& knowledge) {
    read(knowledge.table("gender_words"), words_);
    read(knowledge.table("given_names"), given_);
    read(knowledge.table("given_names_abroad"), given_);
}

}  // namespace dragoman::mentions
