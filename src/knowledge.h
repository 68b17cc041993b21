// The knowledge tables compiled into the program: knowledge/*.tsv, one fact a line.
//
// A table's lines starting with '#' are its head (what it is, source, licence); the first other
// line names the columns; fields are separated by tabs. Files are sorted so that changes read well.
// Tables are immutable and shared by all threads. Each stage builds its own indexes from them once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

class Table {
public:
    /// `text` must outlive the table; its rows point into it.
    Table(std::string_view name, std::string_view text);

    std::string_view name() const { return name_; }
    int rows() const { return static_cast<int>(rows_.size()); }
    /// Index of a column; -1 when there is none of that name.
    int column(std::string_view name) const;
    /// The field, or empty where the row is short or column is -1.
    std::string_view at(int row, int column) const;
    std::string_view at(int row, std::string_view name) const { return at(row, column(name)); }

private:
    std::string_view name_;
    std::vector<std::string_view> columns_;
    std::vector<std::vector<std::string_view>> rows_;
};

/// Splits "a|b|c" (the form of lists inside a field); empty input gives no parts.
std::vector<std::string_view> split(std::string_view text, char separator);

class Knowledge {
public:
    /// The tables compiled into the program.
    static Knowledge embedded();

    /// The table of knowledge/NAME.tsv; an empty table when there is none.
    const Table& table(std::string_view name) const;
    /// First 12 hex digits of the SHA-256 over all tables.
    const std::string& version() const { return version_; }

private:
    std::vector<Table> tables_;
    std::string version_;
};

/// A file compiled into the program (models/NAME); empty when there is none.
std::string_view embedded_model(std::string_view name);

}  // namespace dragoman
