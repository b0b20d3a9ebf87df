// pugixml on one document: for each line on standard input that holds a number, parses the document so many times and
// answers with the nanoseconds that all of them took. So the bench `table` can let it take turns with the others.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include <pugixml.hpp>

int main(int count, char** arguments) {
    if (count != 2) {
        return 2;
    }
    std::ifstream file(arguments[1], std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    const std::string text = content.str();
    std::string line;
    while (std::getline(std::cin, line)) {
        const long times = std::atol(line.c_str());
        const auto start = std::chrono::steady_clock::now();
        for (long i = 0; i < times; i++) {
            pugi::xml_document document;
            if (!document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8)) {
                return 1;
            }
        }
        const auto spent = std::chrono::steady_clock::now() - start;
        std::cout << std::chrono::duration_cast<std::chrono::nanoseconds>(spent).count() << std::endl;
    }
}
