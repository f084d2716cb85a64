#if TORCH
namespace ExprAD.Bench.Functions;

/// <summary>A function in TorchSharp: the tensors that it is differentiated by are made once, each run goes forward and backward.</summary>
internal sealed class TorchGradient
{
    private readonly Func<Tensor[], Tensor> value;
    private readonly Tensor[] parameters;

    public TorchGradient(Func<Tensor[], Tensor> value, params Tensor[] parameters)
    {
        // Everything here runs on one thread, so this does too.
        torch.set_num_threads(1);
        this.value = value;
        this.parameters = Array.ConvertAll(parameters, p => p.requires_grad_());
    }

    /// <summary>The value; the gradients are copied to <paramref name="into"/>, one after the other.</summary>
    public double Run(Span<double> into)
    {
        using var scope = torch.NewDisposeScope();
        foreach (var parameter in parameters)
        {
            parameter.grad = null;
        }

        var result = value(parameters);
        result.backward();
        foreach (var parameter in parameters)
        {
            parameter.grad!.data<double>().CopyTo(into);
            into = into[(int)parameter.numel()..];
        }

        return result.item<double>();
    }
}
#endif
