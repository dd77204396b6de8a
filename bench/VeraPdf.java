import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** veraPDF's judgement of each file, as PDF/A-2a and as PDF/UA-1: a line a file and standard, then each broken rule. */
public class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files)
            for (String standard : new String[] {"2a", "ua1"})
                judge(file, PDFAFlavour.fromString(standard));
    }

    private static void judge(String file, PDFAFlavour standard) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), standard);
             PDFAValidator judge = Foundries.defaultInstance().createValidator(standard, 100, false, false, false)) {
            ValidationResult found = judge.validate(parser);
            System.out.println("JUDGED " + (found.isCompliant() ? "yes" : "NO") + " " + standard.getId() + " " + file);
            for (TestAssertion rule : found.getTestAssertions())
                if (rule.getStatus() == TestAssertion.Status.FAILED)
                    System.out.println("BROKEN " + rule.getRuleId().getClause() + ": " + rule.getMessage());
        }
    }
}
