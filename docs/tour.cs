#:project ../ExprAD.Compiler/ExprAD.Compiler.csproj

Console.WriteLine("ExprAD");
