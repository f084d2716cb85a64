#:project ../ExprAD.Compiler/ExprAD.Compiler.csproj
// File-based apps prepare for native AOT by default, which also switches off run-time code generation.
#:property PublishAot=false

Console.WriteLine("ExprAD");
