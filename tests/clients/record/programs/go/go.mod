module chainwhy/record

go 1.21
