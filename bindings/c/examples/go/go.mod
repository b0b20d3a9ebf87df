module tmall-schema

go 1.19
